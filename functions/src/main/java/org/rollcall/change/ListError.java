package org.rollcall.change;

import org.rollcall.error.ErrorCode;

/** Errors of the lists in a job's changes. */
public enum ListError implements ErrorCode {
  NO_LIST("must have {keys}"),
  EMPTY_LIST("must have at least one entry"),
  TOO_MANY_LIST_ENTRIES("has {count} entries (limit: {limit})"),
  DUPLICATE_LIST_ENTRY("is listed twice"),
  CONTRADICTORY_LIST_ENTRY("is also listed in {list}"),
  NO_BLOCK_CRITERION("must have block_description or block_type"),
  NO_NOTE_CRITERION("must have note_type, text_contains or created_before");

  private final String template;

  ListError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
