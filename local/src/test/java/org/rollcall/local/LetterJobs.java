package org.rollcall.local;

/** Inputs of jobs with letters, with a placeholder for the members: IDs between {@code ', '}. */
final class LetterJobs {

  /** Makes external users internal, and sends them a password. */
  static final String CONVERT =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  /** Sends a letter and changes nothing. */
  static final String NOTIFY =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  private LetterJobs() {}
}
