package org.rollcall.letter;

/** The language of the letter to a user, and the reason for it. */
public record LanguageChoice(String language, Reason reason) {

  /** Why a letter is in a language. */
  public enum Reason {
    /** The user's preferred language. */
    PREFERRED,
    /** The user's preferred language without its country or script, such as fr for fr-CA. */
    BASE_OF_PREFERRED,
    /** The institution's default: the user prefers no language, or the letter lacks it. */
    INSTITUTION
  }
}
