package org.rollcall.cli.command;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;

/** The desktop's browser, where there is a desktop. */
public final class Browser {

  private Browser() {}

  /** Shows a page, or says that it has to be opened by hand. */
  public static void open(Path page, Console console) {
    try {
      if (!GraphicsEnvironment.isHeadless()
          && Desktop.isDesktopSupported()
          && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        Desktop.getDesktop().browse(page.toAbsolutePath().toUri());
        return;
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The note below says what to do.
    } catch (LinkageError e) {
      // A Java without the libraries of a desktop.
    }
    console.note("There is no browser to be found here: open the file by hand.");
  }
}
