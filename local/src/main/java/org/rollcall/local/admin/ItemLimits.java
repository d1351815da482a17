package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.rollcall.user.BrokenRecordException;

/**
 * What DynamoDB takes as an item (its developer guide, "Quotas" and "Item sizes and formats"), so
 * that a record that it would refuse is refused with the reason, and before it costs memory.
 */
final class ItemLimits {

  /** In bytes, as DynamoDB counts them. */
  private static final int LARGEST_ITEM = 400 * 1024;

  private static final int DEEPEST = 32;

  private static final int MOST_DIGITS = 38;
  private static final int LARGEST_EXPONENT = 125;
  private static final int SMALLEST_EXPONENT = -130;

  /** What a map or a list costs beside its entries, and each of these beside its own size. */
  private static final int CONTAINER = 3;

  private static final int ENTRY = 1;

  private int size;

  private ItemLimits() {}

  /**
   * Checks a record.
   *
   * @throws BrokenRecordException if DynamoDB could not store it
   */
  static void check(JsonNode record) {
    ItemLimits bounds = new ItemLimits();
    record
        .properties()
        .forEach(
            field -> {
              bounds.name(field.getKey());
              bounds.value(field.getValue(), 1);
            });
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
    if (depth > DEEPEST) {
      throw new BrokenRecordException("is nested more than " + DEEPEST + " deep");
    }
    add(CONTAINER);
    if (node.isObject()) {
      node.properties()
          .forEach(
              field -> {
                name(field.getKey());
                add(ENTRY);
                value(field.getValue(), depth + 1);
              });
    } else {
      node.forEach(
          item -> {
            add(ENTRY);
            value(item, depth + 1);
          });
    }
  }

  private void name(String name) {
    if (name.isEmpty()) {
      throw new BrokenRecordException("has a field without a name");
    }
    text(name);
  }

  private void text(String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new BrokenRecordException("has half a character (a surrogate without the other one)");
    }
    add(text.getBytes(StandardCharsets.UTF_8).length);
  }

  private void number(BigDecimal number) {
    BigDecimal trimmed = number.stripTrailingZeros();
    long exponent = (long) trimmed.precision() - trimmed.scale() - 1;
    if (trimmed.precision() > MOST_DIGITS
        || (trimmed.signum() != 0
            && (exponent > LARGEST_EXPONENT || exponent < SMALLEST_EXPONENT))) {
      throw new BrokenRecordException(
          "has a number of more than " + MOST_DIGITS + " digits, or too large");
    }
    add(trimmed.precision() / 2 + 2);
  }

  private void add(int bytes) {
    size += bytes;
    if (size > LARGEST_ITEM) {
      throw new BrokenRecordException("is larger than the 400 KB that DynamoDB stores");
    }
  }
}
