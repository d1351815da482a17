package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Checks that DynamoDB can store a record, by the sections "Quotas" and "Item sizes and formats" of
 * its developer guide. An invalid record is thus refused early and with the reason.
 */
final class ItemLimits {

  /** In bytes, as DynamoDB counts them. */
  private static final int MAX_ITEM_BYTES = 400 * 1024;

  private static final int MAX_DEPTH = 32;

  private static final int MAX_DIGITS = 38;
  private static final int MAX_EXPONENT = 125;
  private static final int MIN_EXPONENT = -130;

  /** The size of a map or a list without its entries. */
  private static final int CONTAINER_BYTES = 3;

  /** The additional size of each entry of a map or a list. */
  private static final int ENTRY_BYTES = 1;

  private int size;

  private ItemLimits() {}

  /**
   * Checks a record.
   *
   * @throws InvalidRecordException if DynamoDB cannot store it
   */
  static void check(JsonNode record) {
    ItemLimits limits = new ItemLimits();
    record.fieldNames().forEachRemaining(limits::name);
    record.forEach(value -> limits.value(value, 1));
  }

  private void value(JsonNode node, int depth) {
    if (node.isContainerNode()) {
      container(node, depth);
    } else if (node.isTextual()) {
      text(node.textValue());
    } else if (node.isNumber()) {
      number(node.decimalValue());
    } else {
      add(1);
    }
  }

  private void container(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new InvalidRecordException(RecordError.RECORD_TOO_DEEP, MAX_DEPTH);
    }
    add(CONTAINER_BYTES);
    node.fieldNames().forEachRemaining(this::name);
    for (JsonNode child : node) {
      add(ENTRY_BYTES);
      value(child, depth + 1);
    }
  }

  private void name(String name) {
    if (name.isEmpty()) {
      throw new InvalidRecordException(RecordError.RECORD_FIELD_WITHOUT_NAME);
    }
    text(name);
  }

  private void text(String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new InvalidRecordException(RecordError.RECORD_UNPAIRED_SURROGATE);
    }
    add(text.getBytes(StandardCharsets.UTF_8).length);
  }

  private void number(BigDecimal number) {
    BigDecimal trimmed = number.stripTrailingZeros();
    long exponent = (long) trimmed.precision() - trimmed.scale() - 1;
    if (trimmed.precision() > MAX_DIGITS
        || (trimmed.signum() != 0 && (exponent > MAX_EXPONENT || exponent < MIN_EXPONENT))) {
      throw new InvalidRecordException(RecordError.RECORD_NUMBER_TOO_LARGE, MAX_DIGITS);
    }
    add(trimmed.precision() / 2 + 2);
  }

  private void add(int bytes) {
    size += bytes;
    if (size > MAX_ITEM_BYTES) {
      throw new InvalidRecordException(RecordError.RECORD_TOO_LARGE);
    }
  }
}
