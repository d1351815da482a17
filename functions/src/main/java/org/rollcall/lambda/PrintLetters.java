package org.rollcall.lambda;

import org.rollcall.print.LetterPrinting;
import org.rollcall.print.PrintRequest;

/** Writes owed letters for people without a usable address: {@link LetterPrinting}. */
public final class PrintLetters extends JsonRequestHandler<PrintRequest> {

  private final LetterPrinting printing;

  /** For Lambda. */
  public PrintLetters() {
    this(Wiring.ofEnvironment());
  }

  public PrintLetters(Wiring wiring) {
    super(PrintRequest.class);
    this.printing =
        new LetterPrinting(
            wiring.users(),
            wiring.bucket(),
            wiring.letterCredentials(),
            wiring.settings().printedLinkLifetime(),
            wiring.clock());
  }

  @Override
  Object handle(PrintRequest request) {
    return printing.answer(request);
  }
}
