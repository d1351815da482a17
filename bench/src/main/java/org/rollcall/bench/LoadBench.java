package org.rollcall.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.rollcall.cli.Rollcall;

/**
 * Loads users from a file. Prints the size of the file, the duration and the maximum heap usage.
 * See bench/README.md.
 */
public final class LoadBench {

  private LoadBench() {}

  /**
   * Arguments: the number of users, and the format: {@code xml}, {@code zip}, {@code json} or
   * {@code jsonl}.
   */
  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    String format = arguments[1];
    Path folder = Files.createTempDirectory("rollcall-bench");
    Path file = folder.resolve("users." + format);
    write(file, format, count);
    String data = folder.resolve("data").toString();
    run("init", data, "--empty");
    long start = System.nanoTime();
    run("load", file.toString(), "--data", data);
    System.out.printf(
        "%-5s %d users, %d MB, %.1f s, %d MiB of heap at most%n",
        format,
        count,
        Files.size(file) / 1_000_000,
        (System.nanoTime() - start) / 1e9,
        HeapUsage.peak() / (1024 * 1024));
    System.exit(0);
  }

  private static void run(String... arguments) {
    int exit =
        Rollcall.run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments);
    if (exit != 0) {
      throw new IllegalStateException(arguments[0] + " ended with exit code " + exit);
    }
  }

  private static void write(Path file, String format, int count) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      if (format.equals("zip")) {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
          zip.putNextEntry(new ZipEntry("users.xml"));
          write(zip, "xml", count);
        }
      } else {
        write(out, format, count);
      }
    }
  }

  private static void write(OutputStream out, String format, int count) throws IOException {
    List<String> frame =
        switch (format) {
          case "xml" ->
              List.of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<users>\n", "", "</users>\n");
          case "json" -> List.of("{\"user\": [\n", ",", "], \"total_record_count\": 1}\n");
          default -> List.of("", "", "");
        };
    String pattern = format.equals("xml") ? XML : JSON;
    Random random = new Random(count);
    Writer writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
    writer.write(frame.get(0));
    for (int i = 1; i <= count; i++) {
      writer.write(i == 1 ? "" : frame.get(1));
      writer.write(
          String.format(
              Locale.ROOT,
              pattern,
              i,
              Long.toString(random.nextLong(), 36),
              random.nextInt(1_000_000)));
    }
    writer.write(frame.get(2));
    writer.flush();
  }

  /** A student. Arguments: the number, a name, a house and telephone number. */
  private static final String XML =
      """
      <user>
        <record_type desc="Public">PUBLIC</record_type>
        <primary_id>student%1$d</primary_id>
        <first_name>Ada %2$s</first_name>
        <last_name>Number %1$d</last_name>
        <user_group desc="Undergraduate">UG</user_group>
        <preferred_language desc="English">en</preferred_language>
        <expiry_date>2027-06-30Z</expiry_date>
        <account_type desc="External">EXTERNAL</account_type>
        <external_id>SIS</external_id>
        <status desc="Active">ACTIVE</status>
        <contact_info>
          <addresses>
            <address preferred="true" segment_type="External">
              <line1>%3$d Mill Lane</line1><city>Rillcombe</city>
              <address_types><address_type desc="Home">home</address_type></address_types>
            </address>
          </addresses>
          <emails>
            <email preferred="true" segment_type="External">
              <email_address>student%1$d@example.edu</email_address>
              <email_types><email_type desc="School">school</email_type></email_types>
            </email>
          </emails>
          <phones>
            <phone preferred="true" preferred_sms="false" segment_type="External">
              <phone_number>+1 206 555 %3$d</phone_number>
              <phone_types><phone_type desc="Mobile">mobile</phone_type></phone_types>
            </phone>
          </phones>
        </contact_info>
        <user_identifiers>
          <user_identifier segment_type="External">
            <id_type desc="Barcode">BARCODE</id_type><value>%3$010d</value><status>ACTIVE</status>
          </user_identifier>
        </user_identifiers>
        <user_roles>
          <user_role>
            <status desc="Active">ACTIVE</status><scope desc="University">01RC_INST</scope>
            <role_type desc="Patron">200</role_type><parameters/>
          </user_role>
        </user_roles>
      </user>
      """;

  private static final String JSON =
      "{\"record_type\":{\"value\":\"PUBLIC\",\"desc\":\"Public\"},\"primary_id\":\"student%1$d\","
          + "\"first_name\":\"Ada %2$s\",\"last_name\":\"Number %1$d\","
          + "\"user_group\":{\"value\":\"UG\",\"desc\":\"Undergraduate\"},"
          + "\"preferred_language\":{\"value\":\"en\",\"desc\":\"English\"},"
          + "\"expiry_date\":\"2027-06-30Z\","
          + "\"account_type\":{\"value\":\"EXTERNAL\",\"desc\":\"External\"},"
          + "\"external_id\":\"SIS\",\"status\":{\"value\":\"ACTIVE\",\"desc\":\"Active\"},"
          + "\"contact_info\":{\"address\":[{\"preferred\":true,\"segment_type\":\"External\","
          + "\"line1\":\"%3$d Mill Lane\",\"city\":\"Rillcombe\","
          + "\"address_type\":[{\"value\":\"home\",\"desc\":\"Home\"}]}],"
          + "\"email\":[{\"preferred\":true,\"segment_type\":\"External\","
          + "\"email_address\":\"student%1$d@example.edu\","
          + "\"email_type\":[{\"value\":\"school\",\"desc\":\"School\"}]}],"
          + "\"phone\":[{\"preferred\":true,\"preferred_sms\":false,\"segment_type\":\"External\","
          + "\"phone_number\":\"+1 206 555 %3$d\","
          + "\"phone_type\":[{\"value\":\"mobile\",\"desc\":\"Mobile\"}]}]},"
          + "\"user_identifier\":[{\"segment_type\":\"External\","
          + "\"id_type\":{\"value\":\"BARCODE\",\"desc\":\"Barcode\"},\"value\":\"%3$010d\","
          + "\"status\":\"ACTIVE\"}],"
          + "\"user_role\":[{\"status\":{\"value\":\"ACTIVE\",\"desc\":\"Active\"},"
          + "\"scope\":{\"value\":\"01RC_INST\",\"desc\":\"University\"},"
          + "\"role_type\":{\"value\":\"200\",\"desc\":\"Patron\"},\"parameter\":[]}]}\n";
}
