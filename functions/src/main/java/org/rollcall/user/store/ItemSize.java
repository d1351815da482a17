package org.rollcall.user.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.rollcall.user.state.StateFormat;

/**
 * The size of an item in bytes, as DynamoDB counts it, and the units that DynamoDB bills for it. By
 * the sections "Item sizes and formats" and "Capacity unit consumption" of its developer guide.
 */
public final class ItemSize {

  /** The size of a map or a list without its entries. */
  private static final int CONTAINER_BYTES = 3;

  /** The additional size of each entry of a map or a list. */
  private static final int ENTRY_BYTES = 1;

  /** The additional size of a number, which has two digits in a byte. */
  private static final int NUMBER_BYTES = 2;

  private static final int BYTES_PER_WRITE_UNIT = 1024;
  private static final int BYTES_PER_READ_UNIT = 4096;

  private ItemSize() {}

  /** The units of a consistent read of a user. */
  public static int readUnits(StoredUser user) {
    return units(of(user), BYTES_PER_READ_UNIT);
  }

  /** The units of a write that replaces a user: those of the larger version. */
  public static int writeUnits(StoredUser before, StoredUser after) {
    return units(Math.max(of(before), of(after)), BYTES_PER_WRITE_UNIT);
  }

  /** The units of a page of a scan, which is not consistent and so costs half. */
  static BigDecimal scanUnits(Collection<StoredUser> page) {
    int bytes = page.stream().mapToInt(ItemSize::of).sum();
    return BigDecimal.valueOf(units(bytes, BYTES_PER_READ_UNIT)).divide(BigDecimal.valueOf(2));
  }

  private static int units(int bytes, int bytesPerUnit) {
    return Math.max(1, (bytes + bytesPerUnit - 1) / bytesPerUnit);
  }

  /** The size of a user's item, with Rollcall's own data. */
  static int of(StoredUser user) {
    return ofRecord(user.user().record())
        + text(UserItem.STATE)
        + of(StateFormat.write(user.state()));
  }

  /** The size of a record: of the names and values of its fields. */
  public static int ofRecord(JsonNode record) {
    int size = 0;
    for (var field : record.properties()) {
      size += text(field.getKey()) + of(field.getValue());
    }
    return size;
  }

  private static int of(JsonNode node) {
    if (node.isObject()) {
      return CONTAINER_BYTES + node.size() * ENTRY_BYTES + ofRecord(node);
    }
    if (node.isArray()) {
      int size = CONTAINER_BYTES;
      for (JsonNode entry : node) {
        size += ENTRY_BYTES + of(entry);
      }
      return size;
    }
    if (node.isTextual()) {
      return text(node.textValue());
    }
    return node.isNumber() ? number(node.decimalValue()) : 1;
  }

  private static int text(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int number(BigDecimal number) {
    return number.stripTrailingZeros().precision() / 2 + NUMBER_BYTES;
  }
}
