package org.rollcall.local.load;

/** What a load does to users who are already stored. See D-128. */
public enum LoadRule {
  /** Replaces a record, unless stored data would be lost. */
  PROTECT,
  /** Replaces every record. */
  REPLACE,
  /** Follows the rules of Alma's synchronisation with a student system. */
  SYNCHRONIZE
}
