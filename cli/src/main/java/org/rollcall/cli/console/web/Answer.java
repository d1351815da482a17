package org.rollcall.cli.console.web;

import java.io.InputStream;

/** What a page's handler answers. */
public sealed interface Answer {

  /**
   * A page of the console.
   *
   * @param title the title, which is also the first heading
   * @param section the path of the entry in the navigation to which the page belongs
   * @param view its content, without the heading
   * @param model the values of the view
   * @param status the HTTP status
   * @param hasLetters whether it shows letters in frames with {@code srcdoc}
   */
  record Page(String title, String section, View view, Object model, int status, boolean hasLetters)
      implements Answer {

    public static Page of(String title, String section, View view, Object model) {
      return new Page(title, section, view, model, 200, false);
    }

    /** This page with another HTTP status, for a form with errors. */
    public Page withStatus(int other) {
      return new Page(title, section, view, model, other, hasLetters);
    }

    /** This page with the security policy for letters. */
    public Page withLetters() {
      return new Page(title, section, view, model, status, true);
    }
  }

  /**
   * Another page, after something was done.
   *
   * @param path a path of this server; see {@link UrlText#path}
   */
  record Redirect(String path) implements Answer {}

  /**
   * A page that goes on to another one by itself. After a redirect, the browser would not send the
   * cookie if a page without an origin contained the link.
   *
   * @param path a path of this server
   */
  record GoOn(Page page, String path) implements Answer {}

  /**
   * A file.
   *
   * @param type its media type
   * @param content is closed after it was sent
   * @param isReport whether it is a report, whose script runs in a sandbox
   */
  record Download(String type, InputStream content, boolean isReport) implements Answer {}
}
