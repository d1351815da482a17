package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.rollcall.user.store.ItemSize;

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

  private ItemLimits() {}

  /**
   * Checks a record.
   *
   * @throws InvalidRecordException if DynamoDB cannot store it
   */
  static void check(JsonNode record) {
    record.fieldNames().forEachRemaining(ItemLimits::checkName);
    record.forEach(value -> check(value, 1));
    if (ItemSize.ofRecord(record) > MAX_ITEM_BYTES) {
      throw new InvalidRecordException(RecordError.RECORD_TOO_LARGE);
    }
  }

  private static void check(JsonNode node, int depth) {
    if (node.isContainerNode()) {
      if (depth > MAX_DEPTH) {
        throw new InvalidRecordException(RecordError.RECORD_TOO_DEEP, MAX_DEPTH);
      }
      node.fieldNames().forEachRemaining(ItemLimits::checkName);
      node.forEach(child -> check(child, depth + 1));
    } else if (node.isTextual()) {
      checkText(node.textValue());
    } else if (node.isNumber()) {
      checkNumber(node.decimalValue().stripTrailingZeros());
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty()) {
      throw new InvalidRecordException(RecordError.RECORD_FIELD_WITHOUT_NAME);
    }
    checkText(name);
  }

  private static void checkText(String text) {
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new InvalidRecordException(RecordError.RECORD_UNPAIRED_SURROGATE);
    }
  }

  private static void checkNumber(BigDecimal number) {
    long exponent = (long) number.precision() - number.scale() - 1;
    if (number.precision() > MAX_DIGITS
        || (number.signum() != 0 && (exponent > MAX_EXPONENT || exponent < MIN_EXPONENT))) {
      throw new InvalidRecordException(RecordError.RECORD_NUMBER_TOO_LARGE, MAX_DIGITS);
    }
  }
}
