package org.rollcall.cli.console.jobs;

import java.util.List;
import org.rollcall.cli.console.web.Session.Refusal;

/**
 * The values of a page that starts a job which goes on with an earlier one.
 *
 * @param text what the job does, in sentences
 * @param problem what is wrong with the form; empty if nothing is
 * @param obstacle why the job cannot be started; empty if it can
 * @param asked the changes of the earlier job
 * @param warnings what members lose by them, in sentences
 * @param facts what an operator should look at
 * @param secondPerson what is passed on; none if no second person is needed
 * @param members the number to type; 0 if none is asked for
 * @param once the key of this form; see {@link JobStarts}
 * @param digest the digest of the preview; empty if the job confirms none
 * @param hasFirst whether the job can process only the first members
 * @param letters the types of a correction letter; none if the job sends none
 * @param isUndo whether it can be shown first
 * @param hasStaff whether it can include staff
 * @param sent the values that the browser has sent
 */
record EarlierJobModel(
    String id,
    String path,
    String back,
    List<String> text,
    String problem,
    String obstacle,
    AskedChanges asked,
    List<String> warnings,
    List<JobModel.Fact> facts,
    List<SecondPerson> secondPerson,
    int members,
    String once,
    String digest,
    boolean hasFirst,
    List<Option> letters,
    boolean isUndo,
    boolean hasStaff,
    String button,
    Sent sent) {

  EarlierJobModel {
    text = List.copyOf(text);
    warnings = List.copyOf(warnings);
    facts = List.copyOf(facts);
    secondPerson = List.copyOf(secondPerson);
    letters = List.copyOf(letters);
  }

  /** A type of letter. */
  record Option(String value, boolean isChosen) {}

  /** What was written into the fields. */
  record Sent(String first, String typed, String letter, boolean staff) {

    static final Sent NOTHING = new Sent("", "", "", false);

    static Sent of(Refusal refusal) {
      return new Sent(
          refusal.field("first"),
          refusal.field("typed"),
          refusal.field("letter"),
          !refusal.field("staff").isEmpty());
    }
  }
}
