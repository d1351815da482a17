package org.rollcall.cli.command;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Opens pages in the default browser of the desktop. */
public final class Browser {

  private Browser() {}

  /** Opens a file. Without a desktop or browser, prints a note instead. */
  public static void open(Path page, Console console) {
    if (!open(page.toAbsolutePath().toUri())) {
      console.note("No browser was found. Open the file yourself.");
    }
  }

  /** Opens an address, and returns whether there is a desktop and a browser. */
  public static boolean open(URI address) {
    try {
      if (!GraphicsEnvironment.isHeadless()
          && Desktop.isDesktopSupported()
          && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
        Desktop.getDesktop().browse(address);
        return true;
      }
    } catch (IOException | UnsupportedOperationException e) {
      // The caller tells the user what to do.
    } catch (LinkageError e) {
      // This Java runtime has no desktop libraries.
    }
    return false;
  }
}
