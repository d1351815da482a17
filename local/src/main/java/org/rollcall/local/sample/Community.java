package org.rollcall.local.sample;

import java.util.Arrays;
import java.util.List;

/**
 * A group of people with similar names: given names, family names and preferred languages. A
 * frequent language occurs more than once in the list.
 *
 * <p>In a community without given names, people have a single name.
 */
record Community(
    List<Code> languages, List<NameSpelling> givenNames, List<NameSpelling> familyNames) {

  static final Code EN = new Code("en", "English");
  static final Code FR = new Code("fr", "French");
  static final Code FR_CA = new Code("fr-CA", "French (Canada)");
  static final Code AR = new Code("ar", "Arabic");
  static final Code HE = new Code("he", "Hebrew");
  static final Code ES = new Code("es", "Spanish");
  static final Code DE = new Code("de", "German");

  private static final Community ENGLISH =
      new Community(
          List.of(EN),
          words("Alice, Benjamin, Charlotte, Daniel, Eleanor, Frederick, Grace, Henry, Mary-Ann"),
          words(
              "O'Connor, D’Arcy, Whitfield, MacDonald, Ashworth, Smith-Jones, St. John, Penrose"));

  private static final Community FRENCH =
      new Community(
          List.of(FR, FR, FR_CA),
          words("Amélie, Benoît, Chloé, François, Hélène, Jean-Baptiste, Maëlle, Noël, Zoé, Loïc"),
          words("Lefèvre, Bélanger, Côté, D'Aubigné, Lemaître, Gagné, Dupré-Morel, L’Écuyer"));

  private static final Community ARABIC =
      new Community(
          List.of(AR, AR, AR, EN, FR),
          words("أمينة=amina, يوسف=yusuf, ليلى=layla, خالد=khalid, سلمى=salma, عمر=omar, هبة=hiba"),
          words("حدّاد=haddad, منصور=mansour, الخطيب=alkhatib, نجّار=najjar, عبد الله=abdullah"));

  private static final Community HEBREW =
      new Community(
          List.of(HE, HE, EN),
          words("נועה=noa, איתן=eitan, תמר=tamar, יונתן=yonatan, מיכל=michal, אורי=uri"),
          words("כהן=cohen, לוי=levi, מזרחי=mizrahi, בן-דוד=bendavid, אברהמי=avrahami"));

  private static final Community SPANISH =
      new Community(
          List.of(ES, ES, EN),
          words("Begoña, Íñigo, Lucía, José María, Verónica, Andrés, Sofía, Joaquín"),
          words("Núñez, Ibáñez Peña, Garrigós, Muñoz, de la Fuente, Echeverría, Güell"));

  private static final Community GERMAN =
      new Community(
          List.of(DE, DE, EN),
          words("Jürgen, Käthe, Götz, Sören, Änne, Liselotte, Karl-Heinz, Björn"),
          words("Großmann=grossmann, Weiß=weiss, Schönfeld, von der Höhe, Jäger, Krüger, Böhm"));

  private static final Community NORTHERN_AND_EASTERN =
      new Community(
          List.of(EN),
          words(
              "Łukasz=lukasz, Zdeněk, Ágnes, Øyvind=oyvind, Þórdís=thordis, Çağla, Ștefan, Jānis"),
          words("Wójcik, Dvořák, Szőke, Sørensen=sorensen, Yıldız=yildiz, Bērziņš, Šimić, Ålund"));

  private static final Community GREEK =
      new Community(
          List.of(EN),
          words("Ελένη=eleni, Γιώργος=giorgos, Δήμητρα=dimitra, Νίκος=nikos, Σοφία=sofia"),
          words("Παπαδάκη=papadaki, Οικονόμου=ikonomou, Βλάχου=vlachou, Γεωργίου=georgiou"));

  private static final Community CYRILLIC =
      new Community(
          List.of(EN),
          words("Олена=olena, Дмитро=dmytro, Ольга=olha, Юрій=yurii, Надія=nadiia, Їванка=ivanka"),
          words("Шевченко=shevchenko, Коваленко=kovalenko, Ткачук=tkachuk, Бондар=bondar"));

  private static final Community CHINESE =
      new Community(
          List.of(EN),
          words("伟=wei, 敏=min, 静=jing, 磊=lei, 雪梅=xuemei, 建国=jianguo, 𠮷安=jian"),
          words("王=wang, 李=li, 张=zhang, 刘=liu, 陈=chen, 欧阳=ouyang"));

  private static final Community JAPANESE =
      new Community(
          List.of(EN),
          words("さくら=sakura, 健太=kenta, 美咲=misaki, 翔=sho, マリア=maria"),
          words("佐藤=sato, 鈴木=suzuki, 高橋=takahashi, 渡邉=watanabe"));

  private static final Community KOREAN =
      new Community(
          List.of(EN),
          words("민준=minjun, 서연=seoyeon, 지우=jiwoo, 하은=haeun, 도윤=doyun"),
          words("김=kim, 이=lee, 박=park, 최=choi, 남궁=namgung"));

  private static final Community INDIAN =
      new Community(
          List.of(EN),
          words("आरव=aarav, दीपिका=deepika, प्रिया=priya, रोहन=rohan, मीरा=meera"),
          words("शर्मा=sharma, वर्मा=varma, पटेल=patel, त्रिपाठी=tripathi"));

  private static final Community THAI =
      new Community(
          List.of(EN),
          words("สมชาย=somchai, มาลี=malee, ปิยะ=piya, วิไล=wilai"),
          words("ศรีสุข=srisuk, ทองดี=thongdee, วงศ์ไทย=wongthai"));

  private static final Community VIETNAMESE =
      new Community(
          List.of(EN),
          words("Thị Hương, Đức=duc, Ngọc Ánh, Quỳnh, Tuấn"),
          words("Nguyễn, Phạm, Đặng=dang, Trần, Lê"));

  private static final Community ETHIOPIAN =
      new Community(
          List.of(EN),
          words("ሰላም=selam, ዳዊት=dawit, ሀና=hana, ዮናስ=yonas"),
          words("ተስፋዬ=tesfaye, በቀለ=bekele, ከበደ=kebede"));

  private static final Community ONE_NAME =
      new Community(
          List.of(EN),
          List.of(),
          words("Wulandari, Budiarto, Thiha, பவித்ரா=pavithra, கவின்=kavin, Suryani"));

  private static final List<Community> ALL =
      List.of(
          ENGLISH,
          ENGLISH,
          ENGLISH,
          FRENCH,
          FRENCH,
          ARABIC,
          ARABIC,
          HEBREW,
          SPANISH,
          GERMAN,
          NORTHERN_AND_EASTERN,
          GREEK,
          CYRILLIC,
          CHINESE,
          JAPANESE,
          KOREAN,
          INDIAN,
          THAI,
          VIETNAMESE,
          ETHIOPIAN,
          ONE_NAME);

  /** All communities. A large community occurs more than once. */
  static List<Community> all() {
    return ALL;
  }

  private static List<NameSpelling> words(String list) {
    return Arrays.stream(list.split(", ")).map(NameSpelling::of).toList();
  }
}
