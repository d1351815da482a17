package org.rollcall.cli.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.ChangeKinds;
import org.rollcall.json.Json;
import org.rollcall.prepare.StartPolicy;

/**
 * An example in {@code docs/errors.md}, in the notation that the page's introduction explains.
 *
 * @param command the command line, if the example is one
 * @param jobName the execution's name
 * @param input the job's input
 * @param objects the contents of objects or files, by key or name; empty for a missing one
 * @param policy who may start jobs
 */
public record ErrorExample(
    Optional<String> command,
    String jobName,
    JsonNode input,
    Map<String, Optional<byte[]>> objects,
    StartPolicy policy) {

  private static final String ONLY_BY_IDENTITY = "`StartJobsByIdentity` is `REQUIRED`";

  /** The job without errors to which examples are added. */
  private static final String VALID_INPUT =
      """
      {"initiated_by": "mlibrarian", "set": {"members": ["aarav.patel.0073"]},
       "changes": {"status": {"value": "INACTIVE"}}}
      """;

  private static final Pattern PART =
      Pattern.compile(
          "no `(?<absent>[^`]+)`|the name `(?<name>[^`]+)`|`(?<key>[^`]+)` holds `(?<content>[^`]+)`"
              + "|`(?<fragment>[^`]+)`");
  private static final Pattern REPEATED = Pattern.compile("‹([^›]*)›×(\\d+)");
  private static final Pattern BYTES = Pattern.compile("⟨([0-9A-F ]+)⟩");
  private static final Pattern SET = Pattern.compile("sets/([^.]+)\\..*");
  private static final Pattern LETTER = Pattern.compile("letters/([A-Z_]+)/.*");

  /** Parses the example column of a row. */
  public static ErrorExample parse(String cell) {
    ObjectNode input = object(VALID_INPUT);
    Map<String, Optional<byte[]>> objects = new LinkedHashMap<>();
    JsonNode whole = input;
    String name = "example";
    Optional<String> command = Optional.empty();
    for (Matcher part = PART.matcher(cell); part.find(); ) {
      if (part.group("name") != null) {
        name = part.group("name");
      } else if (part.group("key") != null) {
        objects.put(part.group("key"), Optional.of(content(part)));
      } else if (part.group("fragment") != null
          && part.group("fragment").startsWith("./rollcall")) {
        command = Optional.of(part.group("fragment"));
      } else if (part.group("fragment") != null) {
        whole = part.group("fragment").startsWith("[") ? Json.MAPPER.createArrayNode() : input;
        merge(input, part.group("fragment"));
      } else if (input.has(part.group("absent"))) {
        input.remove(part.group("absent"));
      } else {
        objects.put(part.group("absent"), Optional.empty());
      }
    }
    first(SET, objects).ifPresent(set -> input.put("set", set));
    first(LETTER, objects).ifPresent(type -> input.putObject("notify").put("type", type));
    StartPolicy policy = new StartPolicy(cell.contains(ONLY_BY_IDENTITY), Optional.empty(), false);
    return new ErrorExample(command, name, whole, objects, policy);
  }

  private static Optional<String> first(Pattern pattern, Map<String, Optional<byte[]>> objects) {
    return objects.keySet().stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(key -> key.group(1))
        .findFirst();
  }

  private static void merge(ObjectNode input, String fragment) {
    if (fragment.startsWith("\"")) {
      ObjectNode part = object("{" + expanded(fragment) + "}");
      part.properties()
          .forEach(key -> parent(input, key.getKey()).set(key.getKey(), key.getValue()));
    }
  }

  /** The object to which a key belongs. A change replaces the change of the valid input. */
  private static ObjectNode parent(ObjectNode input, String key) {
    if (ChangeKinds.ALL.stream().map(ChangeKind::key).noneMatch(key::equals)) {
      return input;
    }
    ObjectNode changes = (ObjectNode) input.path("changes");
    changes.remove("status");
    return changes;
  }

  private static byte[] content(Matcher part) {
    String content = part.group("content");
    return part.group("key").endsWith(".xlsx") && content.startsWith("<c")
        ? OneCellWorkbook.of(content)
        : bytes(expanded(content.replace('⏎', '\n')));
  }

  private static String expanded(String text) {
    return REPEATED
        .matcher(text)
        .replaceAll(
            (MatchResult match) ->
                Matcher.quoteReplacement(
                    repeated(match.group(1), Integer.parseInt(match.group(2)))));
  }

  private static String repeated(String text, int times) {
    return text.contains("№")
        ? IntStream.rangeClosed(1, times)
            .mapToObj(number -> text.replace("№", Integer.toString(number)))
            .collect(Collectors.joining())
        : text.repeat(times);
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int done = 0;
    for (Matcher hex = BYTES.matcher(text); hex.find(); done = hex.end()) {
      bytes.writeBytes(text.substring(done, hex.start()).getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex.group(1)));
    }
    bytes.writeBytes(text.substring(done).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static ObjectNode object(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
  }
}
