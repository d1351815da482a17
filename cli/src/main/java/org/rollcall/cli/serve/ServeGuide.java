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
 * The commands with which other programs use a served stack.
 *
 * @param environment the file with the environment variables, for a shell to read
 * @param runCommand the command that runs a job
 * @param invocations the commands that run each function in a container
 * @param jar the jar with the functions, which may not exist
 */
record ServeGuide(
    ServedStack stack, String environment, String runCommand, List<String> invocations, Path jar) {

  ServeGuide {
    requireNonNull(stack, "stack is null");
    requireNonNull(environment, "environment is null");
    requireNonNull(runCommand, "runCommand is null");
    invocations = List.copyOf(invocations);
    requireNonNull(jar, "jar is null");
  }

  /**
   * Writes the files that the commands use.
   *
   * @param home the repository's root folder
   */
  static ServeGuide write(ServedStack stack, ServedFiles files, Path home) {
    SamTemplate template = SamTemplate.read(home);
    Map<String, String> variables = new LinkedHashMap<>(LocalStack.functionVariables());
    variables.putAll(stack.containerEndpoints());
    Path samTemplate =
        files.writeForSam("sam-template.json", Json.pretty(template.forSamLocal(variables)));
    // Without this file, variables of the same names in the shell would override the template.
    Path overrides =
        files.writeForSam("sam-environment.json", Json.pretty(Map.of("Parameters", variables)));
    List<String> invocations =
        SampleInvocation.list(template.functions(), home).stream()
            .map(
                sample ->
                    "sam local invoke %s --event %s --template %s --env-vars %s"
                        .formatted(
                            sample.function(),
                            argument(sample.event()),
                            argument(samTemplate),
                            argument(overrides)))
            .toList();
    return new ServeGuide(
        stack,
        argument(files.writeEnvironment(stack.environment())),
        "./rollcall run %s --stack %s"
            .formatted(argument(home.resolve("events/graduating-patrons.json")), stack.name()),
        invocations,
        template.jar(template.functions().get(0)));
  }

  /** A file as an argument of a command that is run in the current folder. */
  private static String argument(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    String path =
        absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    // A shell searches the PATH for names without a slash.
    return Shell.quote(path.contains("/") ? path : "./" + path);
  }

  /** A note if the functions' jar does not exist. */
  Optional<String> missingJar() {
    return Files.exists(jar)
        ? Optional.empty()
        : Optional.of(
            "sam local needs %s, which does not exist. To build it: mvn -pl functions -Dmaven.test.skip=true package"
                .formatted(jar));
  }

  /** The guide for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("The stack is running at " + stack.services() + ", for this machine only.");
    lines.add("Press Ctrl-C to end it. Meanwhile, in another terminal in this folder:");
    lines.add("");
    lines.add(". " + environment);
    lines.add(runCommand);
    lines.add("");
    lines.add("To run the functions in containers, in the order of a job (needs Docker):");
    lines.add("");
    lines.addAll(invocations);
    return lines;
  }

  /** The guide for programs. */
  JsonNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("stack", stack.name());
    json.put("services", stack.services().toString());
    json.put("s3", stack.s3().toString());
    json.put("environment", environment);
    json.put("run", runCommand);
    invocations.forEach(json.putArray("invoke")::add);
    return json;
  }
}
