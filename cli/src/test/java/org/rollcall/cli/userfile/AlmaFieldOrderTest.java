package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.json.Json;

class AlmaFieldOrderTest {

  @Test
  void record_shouldBeSortedInAlmasOrderWithOtherFieldsLast() {
    ObjectNode record = record("zzz", "status", "contact_info", "aaa", "last_name", "primary_id");

    assertThat(AlmaFieldOrder.sort(record).fieldNames())
        .toIterable()
        .containsExactly("primary_id", "last_name", "status", "contact_info", "aaa", "zzz");
  }

  @Test
  void entry_shouldBeSortedToo() throws Exception {
    String record =
        "{\"user_note\": [{\"x\": 1, \"note_text\": \"t\", \"a\": 1, \"note_type\": {\"desc\": \"D\", \"value\": \"G\"}}]}";

    assertThat(Json.text(AlmaFieldOrder.sort((ObjectNode) Json.MAPPER.readTree(record))))
        .isEqualTo(
            "{\"user_note\":[{\"note_type\":{\"value\":\"G\",\"desc\":\"D\"},\"note_text\":\"t\",\"a\":1,\"x\":1}]}");
  }

  @Test
  void record_shouldKeepItsFields() {
    ObjectNode record = record("status", "anything", "primary_id");

    assertThat(AlmaFieldOrder.sort(record)).isEqualTo(record);
  }

  private static ObjectNode record(String... fields) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    List.of(fields).forEach(field -> record.put(field, "value of " + field));
    return record;
  }
}
