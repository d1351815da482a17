package org.rollcall.notify;

/** Whether SES has accepted a letter. */
enum SendStatus {
  /** SES accepted the letter, or rejected it permanently. */
  SENT_OR_REJECTED,
  /** The letter was certainly not sent, and can be sent again. */
  NOT_SENT,
  /** SES's answer was lost. The letter may have been sent. See D-060. */
  UNKNOWN
}
