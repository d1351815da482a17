package org.rollcall.cli.load;

import org.rollcall.user.PrimaryId;

/**
 * Which primary ids have come already, in at most 32 bytes each. It knows them by 64 bits of a
 * hash: that it takes one of a million for another happens once in tens of millions of loads, and
 * only a count is wrong then.
 */
final class SeenIds {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** A table with open addressing, at most half full; 0 is a free place. */
  private long[] table = new long[1 << 10];

  private int size;

  /** Whether an id had not come before. */
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
    int place = (int) hash & mask;
    while (table[place] != 0 && table[place] != hash) {
      place = (place + 1) & mask;
    }
    boolean isNew = table[place] == 0;
    table[place] = hash;
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

  /** FNV-1a over the characters, and then mixed so that its low bits are as good as any. */
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
