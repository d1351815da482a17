package org.rollcall.print;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * A letter for paper.
 *
 * @param language the language's code in lower case, such as {@code fr-ca}
 * @param isRightToLeft whether the language is written from right to left
 * @param sender the library's name
 * @param senderAddress the library's address; may be empty
 * @param address the name and the postal address of the user, line by line
 * @param subject the letter's subject
 * @param text the letter's text part
 * @param typed values in the text that the user has to type: the user name and the password
 */
public record PrintedLetter(
    String primaryId,
    String language,
    boolean isRightToLeft,
    String sender,
    String senderAddress,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> address,
    String subject,
    String text,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> typed) {

  public PrintedLetter {
    address = List.copyOf(address);
    typed = List.copyOf(typed);
  }

  /** Contains no personal data and no password. */
  @Override
  public String toString() {
    return "printed letter in " + language;
  }
}
