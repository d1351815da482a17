package org.rollcall.letter;

import java.util.Optional;

/**
 * The language of a user's letter.
 *
 * @param used the language's code in lower case, such as {@code fr-ca}
 * @param wished the user's preferred language in lower case, if the letter does not exist in it and
 *     is in the institution's default language
 */
public record LetterLanguage(String used, Optional<String> wished) {}
