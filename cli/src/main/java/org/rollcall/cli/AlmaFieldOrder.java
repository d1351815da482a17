package org.rollcall.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.user.AlmaFields;

/** Shows a record's fields in the order of Alma's {@code rest_user}; DynamoDB keeps none. */
final class AlmaFieldOrder {

  private AlmaFieldOrder() {}

  static ObjectNode of(ObjectNode record) {
    ObjectNode ordered = record.objectNode();
    AlmaFields.IN_ORDER.stream()
        .filter(record::has)
        .forEach(field -> ordered.set(field, record.get(field)));
    record
        .properties()
        .forEach(
            field -> {
              if (!ordered.has(field.getKey())) {
                ordered.set(field.getKey(), field.getValue());
              }
            });
    return ordered;
  }
}
