package org.rollcall.cli.load;

import org.rollcall.user.PrimaryId;

/**
 * The primary IDs of a load, in at most 32 bytes each. Only 64 bits of a hash are kept: in a load
 * of a million users, two IDs have the same hash with a probability of one in tens of millions, and
 * then only a count is wrong.
 */
final class SeenIds {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int INITIAL_CAPACITY = 1 << 10;

  /** A hash table with open addressing, at most half full; 0 is an empty slot. */
  private long[] table = new long[INITIAL_CAPACITY];

  private int size;

  /**
   * Adds an ID.
   *
   * @return whether it is new
   */
  boolean add(PrimaryId id) {
    if (2 * size >= table.length) {
      grow();
    }
    boolean isNew = put(hash(id.key()));
    size += isNew ? 1 : 0;
    return isNew;
  }

  private boolean put(long hash) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    while (table[slot] != 0 && table[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    boolean isNew = table[slot] == 0;
    table[slot] = hash;
    return isNew;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    for (long hash : old) {
      if (hash != 0) {
        put(hash);
      }
    }
  }

  /** FNV-1a of the characters, then mixed, because the slot depends on the lowest bits. Never 0. */
  private static long hash(String key) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 32)) * FNV_PRIME;
    hash ^= hash >>> 29;
    return hash == 0 ? 1 : hash;
  }
}
