package org.rollcall.cli.serve;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServedStack;
import org.rollcall.local.stack.ServedFiles;
import org.rollcall.local.stack.Shell;

/**
 * What to type to use a stack that is served.
 *
 * @param environment the file that a shell reads first
 * @param job the command that runs a job
 * @param invocations the commands that run each function in a container
 * @param jar what these run, which may not be there
 */
record ServeGuide(
    ServedStack stack, String environment, String job, List<String> invocations, Path jar) {

  ServeGuide {
    requireNonNull(stack, "stack is null");
    requireNonNull(environment, "environment is null");
    requireNonNull(job, "job is null");
    requireNonNull(jar, "jar is null");
    invocations = List.copyOf(invocations);
  }

  /**
   * Writes the files that the commands speak of.
   *
   * @param home the repository
   */
  static ServeGuide write(ServedStack stack, ServedFiles files, Path home) {
    SamTemplate template = SamTemplate.in(home);
    Map<String, String> variables = new LinkedHashMap<>(LocalStack.functionVariables());
    variables.putAll(stack.containerEndpoints());
    Path served = files.writeForSam("sam-template.json", Json.pretty(template.served(variables)));
    // Without it, what a shell has of the same names would outweigh the template.
    Path overrides =
        files.writeForSam("sam-environment.json", Json.pretty(Map.of("Parameters", variables)));
    List<String> invocations =
        SampleInvocation.of(template.functions(), home).stream()
            .map(
                sample ->
                    "sam local invoke %s --event %s --template %s --env-vars %s"
                        .formatted(
                            sample.function(), word(sample.event()), word(served), word(overrides)))
            .toList();
    return new ServeGuide(
        stack,
        word(files.writeEnvironment(stack.environment())),
        "./rollcall run %s --stack %s"
            .formatted(word(home.resolve("events/graduating-patrons.json")), stack.name()),
        invocations,
        template.jar(template.functions().get(0)));
  }

  /** As one word of a command that is typed in the folder in which this one was. */
  private static String word(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path there = file.toAbsolutePath().normalize();
    String path = there.startsWith(here) ? here.relativize(there).toString() : there.toString();
    // A shell looks for what has no slash among its commands.
    return Shell.quote(path.contains("/") ? path : "./" + path);
  }

  /** That the jar is not there, and how to make it. */
  Optional<String> missingJar() {
    return Files.exists(jar)
        ? Optional.empty()
        : Optional.of(
            "sam local will not find %s. To make it: mvn -pl functions -Dmaven.test.skip=true package"
                .formatted(jar));
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("The stack is up at " + stack.services() + ", for this machine alone.");
    lines.add("Ctrl-C ends it. Until then, in another terminal, in this folder:");
    lines.add("");
    lines.add(". " + environment);
    lines.add(job);
    lines.add("");
    lines.add("The functions in containers, in the order of a job (needs Docker):");
    lines.add("");
    lines.addAll(invocations);
    return lines;
  }

  /** The same for programs. */
  JsonNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("stack", stack.name());
    json.put("services", stack.services().toString());
    json.put("s3", stack.s3().toString());
    json.put("environment", environment);
    json.put("run", job);
    invocations.forEach(json.putArray("invoke")::add);
    return json;
  }
}
