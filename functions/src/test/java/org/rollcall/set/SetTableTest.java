package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rollcall.Given.said;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.json.Faults;

class SetTableTest {

  private static final String KEY = "sets/leavers.csv";

  private static SetDefinition read(String table) {
    Faults faults = new Faults();
    Optional<SetDefinition> set =
        SetTable.read(KEY, table.getBytes(StandardCharsets.UTF_8), faults);
    assertThat(said(faults)).isEmpty();
    return set.orElseThrow();
  }

  private static List<String> faultsOf(byte[] content) {
    Faults faults = new Faults();
    assertThat(SetTable.read(KEY, content, faults)).isEmpty();
    return said(faults);
  }

  private static List<String> faultsOf(String table) {
    return faultsOf(table.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        arguments("plain", "primary_id\ns1\ns2\n"),
        arguments("no last line end", "primary_id\ns1\ns2"),
        arguments("byte order mark", "\uFEFFprimary_id\ns1\ns2\n"),
        arguments("byte order mark and quotes", "\uFEFF\"primary_id\"\n\"s1\"\n\"s2\"\n"),
        arguments("Windows line ends", "primary_id\r\ns1\r\ns2\r\n"),
        arguments("old line ends", "primary_id\rs1\rs2\r"),
        arguments("blank lines", "\n  \nprimary_id\n\n s1 \n   \n\n\ts2\n\n"),
        arguments("blank cells", "primary_id,x\ns1,a\n,b\n  ,c\ns2,d\n"),
        arguments("semicolons", "name;primary_id;n,ote\na,b;s1;x\nc,d;s2;y\n"),
        arguments("tabs", "name\tprimary_id\na,b\ts1\nc;d\ts2\n"),
        arguments("quoted separators", "name,primary_id\n\"a,b\",s1\n\"c\nd\",\"s2\"\n"),
        arguments("a column in the middle", "a,primary_id,b\n1,s1,2\n3,s2,4\n"),
        arguments("rows that lack the last cells", "primary_id,remark\ns1\ns2,back from leave\n"),
        arguments("a blank line before two columns", " \nprimary_id,remark\ns1,a\ns2,b\n"),
        arguments("rows that end before the column", "remark,primary_id\nalone\nx,s1\ny,s2\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void table_shouldBeReadAsPeoplesToolsWriteIt(String name, String table) {
    assertThat(read(table).ids()).containsExactly("s1", "s2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"USERNAME", "username", "User name", "USER NAME", " primary_id ", "Primary_ID"})
  void header_shouldBeOneOfThreeNamesWhateverItsCase(String header) {
    assertThat(read(header + "\ns1\n").ids()).containsExactly("s1");
  }

  @Test
  void ids_shouldKeepTheirZerosCaseAndOrder() {
    assertThat(read("primary_id\n00042\nB\na\n00042\nElise O'Hara\n\"say \"\"hi\"\"\"\n").ids())
        .containsExactly("00042", "B", "a", "00042", "Elise O'Hara", "say \"hi\"");
  }

  @Test
  void cellThatWasDefused_shouldBeTheIdItWas() {
    assertThat(read("primary_id\n'=1+1\n'@ada\n'quoted'\n").ids())
        .containsExactly("=1+1", "@ada", "'quoted'");
  }

  @Test
  void otherColumns_shouldBeIgnoredAndNamed() {
    assertThat(read("BARCODE,primary_id,,Last name,USERNAME\n1,s1,2,3,4\n"))
        .isEqualTo(
            SetDefinition.itemized(
                List.of("s1"),
                List.of("column BARCODE", "column 3", "column Last name", "column USERNAME")));
    assertThat(read("primary_id\ns1\n").ignored()).isEmpty();
  }

  @Test
  void headerAlone_shouldBeASetOfNobody() {
    assertThat(read("primary_id\n").ids()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n\n", "  \r\n \t\r\n"})
  void emptyFile_shouldBeAFault(String table) {
    assertThat(faultsOf(table))
        .containsExactly(KEY + ": is empty; its first line must be a header, such as primary_id");
  }

  @Test
  void tableWithoutHeader_shouldBeAFaultThatSaysWhatIsMissing() {
    assertThat(faultsOf("s1\ns2\n"))
        .containsExactly(KEY + " line 1: has no column named USERNAME, User name or primary_id");
    assertThat(faultsOf("\n\nBARCODE,name\n1,2\n"))
        .containsExactly(KEY + " line 3: has no column named USERNAME, User name or primary_id");
  }

  @Test
  void textThatIsNotUtf8_shouldBeAFault() {
    String fault = KEY + ": is not UTF-8 text; save it as \"CSV UTF-8\"";
    String table = "primary_id\nÉlise\n";
    assertThat(faultsOf(table.getBytes(StandardCharsets.ISO_8859_1))).containsExactly(fault);
    assertThat(faultsOf(table.getBytes(StandardCharsets.UTF_16))).containsExactly(fault);
  }

  @Test
  void rowWithMoreCellsThanTheHeader_shouldBeAFaultSinceItsIdMayBeInAnyOfThem() {
    assertThat(faultsOf("name,primary_id\nAda Byron,s1\nHopper, Grace,s2\n"))
        .containsExactly(
            KEY
                + " line 3: has more cells than the header: put a cell with a separator in it in"
                + " quotes");
  }

  @Test
  void quoteThatNeverCloses_shouldBeAFaultAndNotSwallowTheRest() {
    assertThat(faultsOf("primary_id\n\"s1\ns2\ns3\n"))
        .singleElement()
        .asString()
        .startsWith(KEY + ": is not a table: ");
  }
}
