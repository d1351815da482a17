package org.rollcall.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.users.MemberList;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.StoredLetter;
import org.rollcall.prepare.SetPreview;
import org.rollcall.set.Membership;
import org.rollcall.set.SetKeys;

/**
 * Checks objects before they are put, as a job would check them afterwards.
 *
 * @param bucket the bucket as if it contained the objects
 * @param objects the objects by key
 */
record PutCheck(Stack stack, Bucket bucket, Map<String, byte[]> objects) {

  private static final Pattern TABLE = Pattern.compile("codes/(.+)\\.json");
  private static final Pattern LETTER = Pattern.compile("letters/([^/_][^/]*)/.+");
  private static final Pattern SHARED = Pattern.compile("letters/_shared/.+");
  private static final String INSTITUTION = "institution.json";

  /** The files of a letter, for hints. */
  private static final List<String> LETTER_FILES =
      List.of(
          "letter.json",
          "subject.txt",
          "body.txt",
          "body.html",
          "header.html",
          "footer.html",
          "header.txt",
          "footer.txt");

  /**
   * The result for one object.
   *
   * @param what what the object is, in a few words
   * @param errors errors of the object, for which jobs would be rejected
   * @param remarks what the person who puts it should know
   */
  record Result(String key, String what, List<Fault> errors, List<Fault> remarks) {
    Result {
      errors = List.copyOf(errors);
      remarks = List.copyOf(remarks);
    }
  }

  static PutCheck of(Stack stack, Map<String, byte[]> objects) {
    return new PutCheck(stack, stack.bucket().overlaidWith(objects), objects);
  }

  List<Result> results() {
    return objects.keySet().stream().map(this::check).toList();
  }

  private Result check(String key) {
    Optional<String> set = SetKeys.name(key);
    if (set.isPresent()) {
      return set(key, set.get());
    }
    Faults faults = new Faults();
    Matcher table = TABLE.matcher(key);
    if (table.matches() && CodeTables.NAMES.contains(table.group(1))) {
      Optional<Map<String, String>> codes =
          CodeTables.inBucket(bucket, faults).descriptions(table.group(1));
      String size = codes.map(found -> " with " + count(found.size(), "code")).orElse("");
      return result(key, "a code table" + size, faults.found());
    }
    if (key.equals(INSTITUTION)) {
      Optional<Institution> institution = Institution.read(bucket, faults);
      String code = institution.map(found -> " " + found.code()).orElse("");
      return result(key, "the file of the institution" + code, faults.found());
    }
    Matcher letter = LETTER.matcher(key);
    if (letter.matches() || SHARED.matcher(key).matches()) {
      return letterPart(key, letter.matches() ? Optional.of(letter.group(1)) : Optional.empty());
    }
    return unused(key);
  }

  private Result set(String key, String name) {
    SetPreview preview =
        SetPreview.of(stack.users(), bucket, TextNode.valueOf(name), MemberList.now(bucket));
    if (preview.membership().isEmpty()) {
      return result(key, "a set", preview.errors());
    }
    Membership members = preview.membership().get();
    Stream<String> notFound =
        Stream.of(members.unmatched().size())
            .filter(count -> count > 0)
            .map(count -> count + " without exactly one user who has the identifier");
    return new Result(
        key,
        "a set with " + count(members.size(), "member"),
        List.of(),
        Stream.concat(notFound, preview.remarks().stream())
            .map(remark -> new Fault("", key, remark))
            .toList());
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** The errors of an object are refused. Those of other objects are remarks. */
  private static Result result(String key, String what, List<Fault> faults) {
    List<Fault> own = new ArrayList<>();
    List<Fault> others = new ArrayList<>();
    for (Fault fault : faults) {
      (fault.path().startsWith(key) || fault.path().equals("set") ? own : others).add(fault);
    }
    return new Result(key, what, own, others);
  }

  private Result letterPart(String key, Optional<String> type) {
    Faults faults = new Faults();
    Optional<Institution> institution = Institution.read(bucket, faults);
    if (institution.isEmpty()) {
      return result(key, "part of a letter", faults.found());
    }
    LetterRepository letters =
        new LetterRepository(bucket, institution.get(), stack.sender(), faults);
    boolean isUsed;
    if (type.isPresent()) {
      if (!letters.types().contains(type.get())) {
        faults.add(
            "letters/" + type.get(), CommandError.LETTER_SETTINGS_MISSING, type.get(), type.get());
        return result(key, "part of the letter " + type.get(), faults.found());
      }
      StoredLetter stored = letters.read(type.get());
      isUsed = stored.keys().contains(key);
    } else {
      isUsed = letters.readSharedParts().contains(key);
    }
    String what = type.map(name -> "part of the letter " + name).orElse("a part of all letters");
    return isUsed ? result(key, what, faults.found()) : unused(key);
  }

  /** The result for an object that nothing reads, with a hint at the nearest name. */
  private static Result unused(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    String folder = key.substring(0, key.length() - name.length());
    Faults faults = new Faults();
    faults.add(key, CommandError.OBJECT_NOT_READ_BY_JOBS, hint(folder, name));
    return new Result(key, "an object", List.of(), faults.found());
  }

  private static String hint(String folder, String name) {
    if (folder.startsWith("letters/")) {
      return SimilarNames.similar(name, LETTER_FILES)
          .map(file -> "; did you mean " + folder + file + "?")
          .orElse("");
    }
    Matcher table = TABLE.matcher(folder + name);
    if (table.matches()) {
      return SimilarNames.similar(table.group(1), CodeTables.NAMES)
          .map(found -> "; did you mean codes/" + found + ".json?")
          .orElse("; docs/codes.md lists the tables that jobs read");
    }
    if (folder.equals(SetKeys.FOLDER)) {
      return "; the key of a set ends with .csv, .txt, .xlsx or .json";
    }
    if (SimilarNames.similar(name, List.of(INSTITUTION)).isPresent()) {
      return "; did you mean " + INSTITUTION + "?";
    }
    return name.matches(".+\\.(csv|txt|xlsx|json)")
        ? "; if it is a set, put it as sets/" + name
        : "";
  }
}
