package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;

/** Users in Alma's XML, from student systems and from Alma's REST API. */
class XmlUsersTest {

  private static final String A = "<user><primary_id>a</primary_id></user>";
  private static final String B = "<user><primary_id>b</primary_id></user>";

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<first_name> Zoë </first_name> | \"first_name\": \"Zoë\"",
        "<user_group>UG</user_group> | \"user_group\": \"UG\"",
        "<user_group desc=\"Under\">UG</user_group>"
            + " | \"user_group\": {\"value\": \"UG\", \"desc\": \"Under\"}",
        "<user_title desc=\"\"/> | \"user_title\": {\"value\": \"\", \"desc\": \"\"}",
        "<expiry_date>2027-06-30Z</expiry_date> | \"expiry_date\": \"2027-06-30Z\"",
        "<is_researcher>true</is_researcher> | \"is_researcher\": true",
        "<job_description><![CDATA[R&D]]> &amp; more</job_description>"
            + " | \"job_description\": \"R&D & more\"",
        "<user_blocks/> | \"user_block\": []",
        "<contact_info/> | \"contact_info\": {}",
        "<purge_date xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"/>"
            + " | \"purge_date\": null",
        "<contact_info><emails><email preferred=\"true\" segment_type=\"External\">"
            + "<email_address>a@example.edu</email_address><email_types>"
            + "<email_type desc=\"School\">school</email_type><email_type>work</email_type>"
            + "</email_types></email><email preferred=\"false\"/></emails></contact_info>"
            + " | \"contact_info\": {\"email\": [{\"preferred\": true, \"segment_type\":"
            + " \"External\", \"email_address\": \"a@example.edu\", \"email_type\": [{\"value\":"
            + " \"school\", \"desc\": \"School\"}, {\"value\": \"work\"}]}, {\"preferred\":"
            + " false}]}",
        "<contact_info><addresses><address preferred=\"1\"><line1>1 Mill Lane</line1>"
            + "<country desc=\"France\">FRA</country><address_types><address_type>home"
            + "</address_type></address_types></address></addresses></contact_info>"
            + " | \"contact_info\": {\"address\": [{\"preferred\": true, \"line1\": \"1 Mill"
            + " Lane\", \"country\": {\"value\": \"FRA\", \"desc\": \"France\"}, \"address_type\":"
            + " [{\"value\": \"home\"}]}]}",
        "<contact_info><phones><phone preferred=\"false\" preferred_sms=\"true\"><phone_number>1"
            + "</phone_number><phone_types><phone_type>mobile</phone_type></phone_types></phone>"
            + "</phones></contact_info>"
            + " | \"contact_info\": {\"phone\": [{\"preferred\": false, \"preferred_sms\": true,"
            + " \"phone_number\": \"1\", \"phone_type\": [{\"value\": \"mobile\"}]}]}",
        "<user_identifiers><user_identifier segment_type=\"External\"><id_type desc=\"Barcode\">"
            + "BARCODE</id_type><value>0012</value><status>ACTIVE</status></user_identifier>"
            + "</user_identifiers>"
            + " | \"user_identifier\": [{\"segment_type\": \"External\", \"id_type\": {\"value\":"
            + " \"BARCODE\", \"desc\": \"Barcode\"}, \"value\": \"0012\", \"status\":"
            + " \"ACTIVE\"}]",
        "<user_roles><user_role><status>ACTIVE</status><scope>MAIN</scope><role_type>32"
            + "</role_type><parameters><parameter><type>CirculationDesk</type><value desc=\"Desk\">"
            + "D</value></parameter></parameters></user_role></user_roles>"
            + " | \"user_role\": [{\"status\": \"ACTIVE\", \"scope\": \"MAIN\", \"role_type\":"
            + " \"32\", \"parameter\": [{\"type\": \"CirculationDesk\", \"value\": {\"value\":"
            + " \"D\", \"desc\": \"Desk\"}}]}]",
        "<user_notes><user_note segment_type=\"Internal\"><note_type>POPUP</note_type><note_text>"
            + "x</note_text><user_viewable>false</user_viewable><popup_note>TRUE</popup_note>"
            + "</user_note></user_notes>"
            + " | \"user_note\": [{\"segment_type\": \"Internal\", \"note_type\": \"POPUP\","
            + " \"note_text\": \"x\", \"user_viewable\": false, \"popup_note\": true}]",
        "<user_statistics><user_statistic><statistic_category>AL</statistic_category>"
            + "<category_type>F</category_type></user_statistic></user_statistics>"
            + " | \"user_statistic\": [{\"statistic_category\": \"AL\", \"category_type\": \"F\"}]",
        "<proxy_for_users><proxy_for_user><primary_id>p</primary_id></proxy_for_user>"
            + "</proxy_for_users><rs_libraries><rs_library><code>MAIN</code></rs_library>"
            + "</rs_libraries><library_notices><library_notice><code>L</code><value>false</value>"
            + "</library_notice></library_notices>"
            + " | \"proxy_for_user\": [{\"primary_id\": \"p\"}], \"rs_library\": [{\"code\":"
            + " \"MAIN\"}], \"library_notice\": [{\"code\": \"L\", \"value\": \"false\"}]",
        "<user_note><note_text>bare</note_text></user_note>"
            + " | \"user_note\": [{\"note_text\": \"bare\"}]",
        "<local_field>kept</local_field> | \"local_field\": \"kept\""
      })
  void record_inXml_shouldBeTheSameAsInJson(String xml, String json) throws IOException {
    String id = "<user><primary_id>a</primary_id><account_type>INTERNAL</account_type>";
    CollectedRecords fromXml = read(id + xml + "</user>");
    CollectedRecords fromJson =
        read("{\"primary_id\": \"a\", \"account_type\": \"INTERNAL\", " + json + "}");

    assertThat(fromXml.warnings).isEmpty();
    assertThat(fromXml.storedRecord()).isEqualTo(fromJson.storedRecord());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<users>" + A + "\n" + B + "</users>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<!-- c --><users"
            + " total_record_count=\"2\">"
            + A
            + B
            + "<!-- c --></users><!-- c -->\n",
        "\n\n <?xml version='1.0'?><users>" + A + B + "</users>",
        "\uFEFF<users>" + A + B + "</users>",
        "<users xmlns=\"urn:x\">" + A + B + "</users>",
        "<x:users xmlns:x=\"urn:x\"><x:user><x:primary_id x:y=\"1\">a</x:primary_id></x:user>"
            + "<x:user><x:primary_id>b</x:primary_id></x:user></x:users>",
        "<users>" + A + "<total_record_count>2</total_record_count>" + B + "</users>"
      })
  void listOfUsers_shouldBeReadCompletely(String xml) throws IOException {
    CollectedRecords found = read(xml);

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors).isEmpty();
    assertThat(found.warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "IBM037"})
  void encoding_thatTheXmlDeclares_shouldBeUsed(String encoding) throws IOException {
    String xml =
        "<?xml version=\"1.0\" encoding=\"%s\"?><user><primary_id>é</primary_id></user>"
            .formatted(encoding);

    assertThat(read(xml.getBytes(Charset.forName(encoding))).ids()).containsExactly("é");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16, UTF-8", "utf-16le, UTF-8", "UTF-8, UTF-16", "ISO-8859-1, UTF-16"})
  void encoding_thatContradictsTheBytes_shouldNotBeUsed(String declared, String encoding)
      throws IOException {
    String xml =
        "\n<?xml version=\"1.0\" encoding=\"%s\"?>\n<user><primary_id>é</primary_id></user>";
    String text = encoding.equals("UTF-16") ? xml.strip() : xml;

    CollectedRecords found = read(text.formatted(declared).getBytes(Charset.forName(encoding)));

    assertThat(found.ids()).containsExactly("é");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void user_withoutAnAccountType_shouldBeExternalAsInAlma() throws IOException {
    String external = "{\"account_type\": {\"value\": \"EXTERNAL\"}, \"primary_id\": \"a\"}";

    assertThat(read(A).storedRecord()).isEqualTo(Json.MAPPER.readTree(external));
    assertThat(read("<user><primary_id>a</primary_id><account_type/></user>").storedRecord())
        .isEqualTo(Json.MAPPER.readTree(external));
  }

  @Test
  void data_withoutAFormInJson_shouldBeLeftOutAndNamed() throws IOException {
    CollectedRecords found =
        read(
            "<users><user><primary_id link=\"x\">a</primary_id><researcher><name>N</name>"
                + "</researcher><user_notes>oh<remark/></user_notes></user></users>");

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.records.get(0).has("researcher")).isFalse();
    assertThat(found.warnings)
        .extracting(Fault::code, Fault::message)
        .containsExactly(
            tuple(
                "XML_DATA_LEFT_OUT",
                "these parts were omitted, because Rollcall has no field for them: primary_id/@link,"
                    + " researcher, the text in user_notes, remark"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<first_name>x</first_name><first_name>y</first_name> | first_name",
        "<contact_info email=\"x\"><emails/></contact_info> | email",
        "<contact_info/><contact_info/> | contact_info",
      })
  void record_withADuplicateField_shouldBeReportedAndTheOthersRead(String fields, String name)
      throws IOException {
    CollectedRecords found = read("<users>\n<user>" + fields + "</user>\n" + B + "</users>");

    assertThat(found.ids()).containsExactly("b");
    assertThat(found.errors).containsExactly("users.xml line 2 (record 1): XML_DUPLICATE_FIELD");
    assertThat(found.messages)
        .containsExactly("the record has " + name + " twice, where it is allowed once");
  }

  @Test
  void element_otherThanUser_shouldBeReportedAndTheOthersRead() throws IOException {
    CollectedRecords found = read("<users>" + A + "<person><user/></person>" + B + "</users>");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors).containsExactly("users.xml line 1: XML_OTHER_ELEMENT");
  }

  @Test
  void xml_withAnotherRoot_shouldBeReported() throws IOException {
    assertThat(read("<userRecords><user/></userRecords>").errors)
        .containsExactly("users.xml line 1: XML_OTHER_ROOT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<users>" + A + "<user><primary_id>b</first_name></user></users>",
        "<users>" + A + "<user><primary_id>b",
        "<users>" + A + "&nbsp;</users>",
        "<users>" + A + "<user><primary_id>&other;</primary_id></user></users>",
        "<users>" + A + "<user>\u0001</user></users>",
        "<users>" + A + "<x:user/></users>",
        "<users>" + A + "</users>" + B
      })
  void xml_thatIsInvalid_shouldBeReadUpToThere(String xml) throws IOException {
    CollectedRecords found = read(xml);

    assertThat(found.ids()).containsExactly("a");
    assertThat(found.errors)
        .singleElement()
        .asString()
        .matches("users.xml line 1, after a: XML_(INVALID|UNKNOWN_ENTITY)");
    assertThat(found.messages)
        .singleElement()
        .asString()
        .doesNotContain("\n", "ParseError", "row,col");
    assertThat(found.incompleteFiles).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "Law & Order,  write & as &amp;",
    "Law &Order,   write & as &amp;",
    "x <3,         < as &lt;",
    "x\u001ay,     the control character U+001A",
    "x&#x8;,       the control character U+0008"
  })
  void xml_withAPlainSign_shouldSayWhatToWrite(String text, String advice) throws IOException {
    String xml = "<users><user><last_name>" + text + "</last_name></user></users>";

    assertThat(read(xml).messages).singleElement().asString().contains(advice);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, XML_WRONG_ENCODING", "x-unknown, XML_UNKNOWN_ENCODING"})
  void xml_inAnotherEncodingThanDeclared_shouldBeReported(String encoding, String code)
      throws IOException {
    String xml =
        "<?xml version=\"1.0\" encoding=\"%s\"?><user><primary_id>é</primary_id></user>"
            .formatted(encoding);

    assertThat(read(xml.getBytes(StandardCharsets.ISO_8859_1)).errors)
        .containsExactly("users.xml line 1: " + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE users [<!ENTITY a \"b\">]>",
        "<!DOCTYPE users SYSTEM \"users.dtd\">",
        "<!DOCTYPE users [<!ENTITY % p SYSTEM \"users.dtd\"> %p;]>"
      })
  void xml_withADoctype_shouldBeRefused(String doctype) throws IOException {
    CollectedRecords found = read(doctype + "<users>" + A + "</users>");

    assertThat(found.ids()).isEmpty();
    assertThat(found.errors).containsExactly("users.xml line 1: XML_DOCTYPE");
  }

  @Test
  void entities_thatExpand_shouldBeRefused() throws IOException {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE users [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    String quadratic = "<!DOCTYPE users [<!ENTITY q \"" + "x".repeat(100_000) + "\">]>";

    assertThat(read(laughs + "]><user><primary_id>&l29;</primary_id></user>"))
        .satisfies(XmlUsersTest::isRefusedForItsDoctype);
    assertThat(
            read(quadratic + "<user><primary_id>" + "&q;".repeat(100_000) + "</primary_id></user>"))
        .satisfies(XmlUsersTest::isRefusedForItsDoctype);
  }

  @Test
  void entity_ofAnotherFile_shouldBeRefused() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "secret text");

    CollectedRecords found =
        read(
            "<!DOCTYPE users [<!ENTITY s SYSTEM \"%s\">]><user><primary_id>&s;</primary_id></user>"
                .formatted(secret.toUri()));

    assertThat(found).satisfies(XmlUsersTest::isRefusedForItsDoctype);
    assertThat(found.messages.toString()).doesNotContain("secret text");
  }

  @Test
  void entity_ofAServer_shouldBeRefusedWithoutACall() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/users.dtd";
      String entity = "<!ENTITY s SYSTEM \"%s\"><!ENTITY %% p SYSTEM \"%s\"> %%p;";
      CollectedRecords found =
          read(
              ("<!DOCTYPE users SYSTEM \"%s\" [" + entity + "]><user>&s;</user>")
                  .formatted(url, url, url));

      assertThat(found).satisfies(XmlUsersTest::isRefusedForItsDoctype);
      assertThat(calls).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  private static void isRefusedForItsDoctype(CollectedRecords found) {
    assertThat(found.ids()).isEmpty();
    assertThat(found.errors).containsExactly("users.xml line 1: XML_DOCTYPE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<user><note_text>%s</note_text></user>",
        "<user a=\"%s\"/>",
        "<user><primary_id desc=\"%s\"/></user>",
        "<user><user_notes>%s</user_notes></user>"
      })
  void record_thatIsTooLong_shouldBeReportedAndTheOthersRead(String record) throws IOException {
    String huge = record.formatted("x".repeat(UserFile.MAX_RECORD_LENGTH + 1));

    CollectedRecords found = read("<users>" + A + huge + B + "</users>");

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.errors).containsExactly("users.xml line 1 (record 2): RECORD_TOO_LONG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<user a=\"%s\"/>", "<!--%s-->", "<?pi %s?>", "<user><![CDATA[%s]]></user>"})
  void token_thatIsTooLong_shouldEndTheReading(String tag) throws IOException {
    CollectedRecords found =
        read("<users>" + A + tag.formatted("x".repeat(20_000_000)) + B + "</users>");

    assertThat(found.ids()).startsWith("a");
    assertThat(found.errors).last().asString().matches(".*(XML_TOKEN_TOO_LONG|RECORD_TOO_LONG)");
  }

  @Test
  void elements_tooDeepOrWithTooManyNames_shouldEndTheReading() throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      names.append("<n").append(i).append("/>");
    }

    assertThat(read("<users>" + A + "<user>" + "<d>".repeat(5000)).errors)
        .containsExactly("users.xml line 1, after a: XML_TOO_DEEP");
    assertThat(read("<users>" + A + names + "</users>").errors)
        .last()
        .asString()
        .endsWith("XML_TOO_MANY_NAMES");
  }

  private CollectedRecords read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8));
  }

  private CollectedRecords read(byte[] content) throws IOException {
    return CollectedRecords.read(Files.write(temp.resolve("users.xml"), content));
  }
}
