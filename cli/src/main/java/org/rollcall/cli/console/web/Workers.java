package org.rollcall.cli.console.web;

import java.util.concurrent.ThreadFactory;

/** The threads of the server, which do not keep the process alive. */
final class Workers implements ThreadFactory {

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "rollcall-console");
    thread.setDaemon(true);
    return thread;
  }
}
