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
import org.rollcall.change.kind.ChangeKinds;
import org.rollcall.json.Json;
import org.rollcall.prepare.StartPolicy;

/**
 * An example of {@code docs/errors.md}, in the page's own notation, as a whole job.
 *
 * @param jobName the execution's name
 * @param objects what is in the bucket, by key; nothing for what is not there
 * @param gate how jobs may be started
 */
record ErrorExample(
    String jobName, JsonNode input, Map<String, Optional<byte[]>> objects, StartPolicy gate) {

  private static final String ONLY_BY_IDENTITY = "`StartJobsByIdentity` is `REQUIRED`";

  private static final String SOUND =
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

  /** Reads a cell of the page. */
  static ErrorExample of(String cell) {
    ObjectNode input = object(SOUND);
    Map<String, Optional<byte[]>> objects = new LinkedHashMap<>();
    JsonNode whole = input;
    String name = "example";
    for (Matcher part = PART.matcher(cell); part.find(); ) {
      if (part.group("name") != null) {
        name = part.group("name");
      } else if (part.group("key") != null) {
        objects.put(part.group("key"), Optional.of(content(part)));
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
    StartPolicy gate = new StartPolicy(cell.contains(ONLY_BY_IDENTITY), Optional.empty());
    return new ErrorExample(name, whole, objects, gate);
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
      part.properties().forEach(key -> home(input, key.getKey()).set(key.getKey(), key.getValue()));
    }
  }

  /** Where a key stands: a change under {@code changes}, in place of the sound job's. */
  private static ObjectNode home(ObjectNode input, String key) {
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
