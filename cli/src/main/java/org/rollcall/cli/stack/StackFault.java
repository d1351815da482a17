package org.rollcall.cli.stack;

/** A stack that is not to be had: a sentence for whoever asked for it. */
public final class StackFault extends RuntimeException {

  StackFault(String sentence) {
    super(sentence, null, false, false);
  }
}
