package org.rollcall.cli.console.library;

import org.rollcall.cli.console.web.UrlText;

/**
 * The page to which a file belongs.
 *
 * @param navigation the entry of the navigation
 * @param path the path of the page
 */
record Section(String navigation, String path, String label) {

  private static final String LETTERS = "/letters";

  static Section of(String key) {
    if (key.startsWith("letters/")) {
      String[] parts = key.split("/", -1);
      return new Section(LETTERS, UrlText.path("letters", parts[1]), "the letter " + parts[1]);
    }
    return key.startsWith("sets/")
        ? new Section(SetPages.LIST, SetPages.LIST, "the sets")
        : new Section(InstitutionPages.PAGE, InstitutionPages.PAGE, "the institution");
  }
}
