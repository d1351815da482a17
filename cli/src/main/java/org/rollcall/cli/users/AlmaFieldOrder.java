package org.rollcall.cli.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.user.AlmaFields;

/**
 * Puts a record's fields into the order of Alma's {@code rest_user}, because DynamoDB does not keep
 * an order. Other fields come last.
 */
public final class AlmaFieldOrder {

  private AlmaFieldOrder() {}

  public static ObjectNode sort(ObjectNode record) {
    ObjectNode sorted = record.objectNode();
    AlmaFields.IN_ORDER.stream()
        .filter(record::has)
        .forEach(field -> sorted.set(field, record.get(field)));
    record.properties().forEach(field -> sorted.putIfAbsent(field.getKey(), field.getValue()));
    return sorted;
  }
}
