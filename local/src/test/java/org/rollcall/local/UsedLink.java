package org.rollcall.local;

import java.util.List;
import org.rollcall.lambda.CheckCredential;

/** A sign-in link that was sent, checked and used. */
final class UsedLink {

  /** The number of characters of a token before its secret. */
  private static final int LOCATOR_LENGTH = 16;

  private UsedLink() {}

  /**
   * Sends a link to a new user, checks it, uses it, and tries to use it again.
   *
   * @param answers receives the job's output and the answers of CheckCredential
   * @return the secret part of the token
   */
  static String secret(TestLibrary library, List<String> answers) {
    library.load(Patron.external("lina"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['lina']},
             'changes': {'account_type': {'value': 'INTERNAL', 'credential': 'LINK'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);
    answers.add(job.execution().output() + job.execution().input());
    String token = library.letterTo("lina@example.edu").token();
    for (String consume : List.of("false", "true", "true")) {
      answers.add(
          TestLibrary.invoke(
                  new CheckCredential(library.wiring()),
                  "{'token': '%s', 'consume': %s}".formatted(token, consume))
              .toString());
    }
    return token.substring(LOCATOR_LENGTH);
  }
}
