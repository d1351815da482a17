package org.rollcall.cli.command;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;

/** Opens pages in the default browser of the desktop. */
public final class Browser {

  private Browser() {}

  /** Opens a page. Without a desktop or browser, prints a note instead. */
  public static void open(Path page, Console console) {
    try {
      if (!GraphicsEnvironment.isHeadless()
          && Desktop.isDesktopSupported()
          && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        Desktop.getDesktop().browse(page.toAbsolutePath().toUri());
        return;
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The note below tells the user what to do.
    } catch (LinkageError e) {
      // This Java runtime has no desktop libraries.
    }
    console.note("No browser was found. Open the file yourself.");
  }
}
