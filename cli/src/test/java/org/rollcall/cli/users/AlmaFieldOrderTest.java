package org.rollcall.cli.users;

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
        .containsExactly("primary_id", "last_name", "status", "contact_info", "zzz", "aaa");
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
