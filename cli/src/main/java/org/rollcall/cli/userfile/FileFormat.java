package org.rollcall.cli.userfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The format of a file. It is detected from the first bytes, not from the file's name. */
enum FileFormat {
  EMPTY,
  JSON,
  XML,
  ZIP,
  GZIP,
  /** A workbook, or another document of an office program. */
  OFFICE,
  /** A web page, such as the sign-in page that a download was redirected to. */
  HTML,
  UNKNOWN;

  /** The number of bytes at the start of a file from which the format is detected. */
  private static final int HEAD_BYTES = 8192;

  /** Blanks, the bytes of byte order marks, and the zero bytes of UTF-16 and UTF-32. */
  private static final String INSIGNIFICANT = "^[\\s\\x00\\xEF\\xBB\\xBF\\xFE\\xFF]+";

  /** The start of an XML declaration in EBCDIC. */
  private static final String EBCDIC_XML = "Lo\u00A7\u0094";

  /** The start of a line with several cells. */
  private static final Pattern CELLS = Pattern.compile("[^\\r\\n<{]*[,;\t].*", Pattern.DOTALL);

  private static final List<String> TABLES =
      List.of(".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods");

  /** Where the name of the first file in a zip starts. */
  private static final int ZIP_NAME_OFFSET = 30;

  /** The start of a document of an old office program, such as a workbook named .xls. */
  private static final String OLD_OFFICE = "\u00D0\u00CF\u0011\u00E0";

  /** The first names in the zip that an office program writes. */
  private static final List<String> OFFICE_PARTS =
      List.of("[Content_Types].xml", "_rels/", "docProps/", "xl/", "mimetype");

  private static final Pattern HTML_START =
      Pattern.compile("(?is)(<!--.*?-->\\s*)?<(!doctype\\s+html|html|head|body|table)\\b.*");

  /** The namespace of Excel's workbooks in XML. */
  private static final String WORKBOOK = "urn:schemas-microsoft-com:office:spreadsheet";

  /** Whether a file that contains no users is a table, according to its name or its first line. */
  static boolean isTable(String name, InputStream in) throws IOException {
    in.mark(HEAD_BYTES);
    String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    in.reset();
    String content = head.replaceFirst(INSIGNIFICANT, "").replace("\0", "");
    return TABLES.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)
        || (CELLS.matcher(content).matches() && content.chars().noneMatch(c -> c < '\t'));
  }

  /** A zip, or the office document that it is according to the name of its first file. */
  private static FileFormat zip(String head) {
    return OFFICE_PARTS.stream().anyMatch(part -> head.startsWith(part, ZIP_NAME_OFFSET))
        ? OFFICE
        : ZIP;
  }

  private static FileFormat markup(String content) {
    return HTML_START.matcher(content).matches() ? HTML : content.contains(WORKBOOK) ? OFFICE : XML;
  }

  /**
   * Detects the format of a stream, which must support marks. Resets the stream to its position.
   */
  static FileFormat detect(InputStream in) throws IOException {
    in.mark(HEAD_BYTES);
    String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    in.reset();
    if (head.startsWith("PK\3\4") || head.startsWith("PK\5\6")) {
      return zip(head);
    }
    if (head.startsWith(OLD_OFFICE)) {
      return OFFICE;
    }
    if (head.startsWith("\u001F\u008B")) {
      return GZIP;
    }
    if (head.startsWith(EBCDIC_XML)) {
      return XML;
    }
    String content = head.replaceFirst(INSIGNIFICANT, "");
    if (content.isEmpty()) {
      return head.length() < HEAD_BYTES ? EMPTY : UNKNOWN;
    }
    return switch (content.charAt(0)) {
      case '<' -> markup(content);
      case '{', '[' -> JSON;
      default -> UNKNOWN;
    };
  }
}
