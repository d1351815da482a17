package org.rollcall.cli.console.jobs;

import java.util.List;

/**
 * The values of a page that starts a job which goes on with an earlier one.
 *
 * @param text what the job does, in sentences
 * @param problem what is wrong with the form; empty if nothing is
 * @param obstacle why the job cannot be started; empty if it can
 * @param facts what an operator should look at
 * @param secondPerson what is passed on; none if no second person is needed
 * @param members the number to type; 0 if none is asked for
 * @param once the key of this form; see {@link JobStarts}
 * @param digest the digest of the preview; empty if the job confirms none
 * @param hasFirst whether the job can process only the first members
 * @param letters the types of a correction letter; none if the job sends none
 * @param isUndo whether it can be shown first
 * @param sent the values that the browser has sent
 */
record EarlierJobModel(
    String id,
    String path,
    String back,
    List<String> text,
    String problem,
    String obstacle,
    List<JobModel.Fact> facts,
    List<SecondPerson> secondPerson,
    int members,
    String once,
    String digest,
    boolean hasFirst,
    List<Option> letters,
    boolean isUndo,
    String button,
    Sent sent) {

  EarlierJobModel {
    text = List.copyOf(text);
    facts = List.copyOf(facts);
    secondPerson = List.copyOf(secondPerson);
    letters = List.copyOf(letters);
  }

  /** A type of letter. */
  record Option(String value, boolean isChosen) {}

  /** What was written into the fields. */
  record Sent(String first, String typed, String letter, boolean staff) {}
}
