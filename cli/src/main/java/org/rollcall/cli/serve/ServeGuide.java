package org.rollcall.cli.serve;

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
import org.rollcall.local.LambdaEndpoint;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServedStack;
import org.rollcall.local.StackSettings;
import org.rollcall.local.stack.ServedFiles;
import org.rollcall.local.stack.Shell;

/**
 * The commands that {@code serve} prints, with which other programs use the stack.
 *
 * @param environmentFile the shell script that sets the environment variables of the AWS SDKs
 * @param runCommand the command that runs a job
 * @param invokeCommands the commands that run the functions in containers
 * @param startLambda the command that offers the functions at the Lambda endpoint; empty if the
 *     stack runs the functions of jobs in its own process
 * @param jar the jar with the functions, which may not exist
 */
record ServeGuide(
    ServedStack stack,
    String environmentFile,
    String runCommand,
    List<String> invokeCommands,
    Optional<String> startLambda,
    Path jar) {

  ServeGuide {
    invokeCommands = List.copyOf(invokeCommands);
  }

  /**
   * Creates the commands, and writes the files that they use.
   *
   * @param home the repository's root folder
   * @param endpoint runs the functions of jobs; empty if they run in the stack's process
   */
  static ServeGuide write(
      ServedStack stack, ServedFiles files, Path home, Optional<LambdaEndpoint> endpoint) {
    SamTemplate template = SamTemplate.read(home);
    Map<String, String> variables = new LinkedHashMap<>(StackSettings.functionVariables());
    variables.putAll(stack.containerEndpoints());
    Path samTemplate =
        files.writeForSam("sam-template.json", Json.pretty(template.forSamLocal(variables)));
    // Without this file, variables in the shell would override the template's variables.
    Path environmentOverrides =
        files.writeForSam("sam-environment.json", Json.pretty(Map.of("Parameters", variables)));
    String samFiles =
        "--template %s --env-vars %s"
            .formatted(shellPath(samTemplate), shellPath(environmentOverrides));
    List<String> invokeCommands =
        SampleInvocation.list(template.functions(), home).stream()
            .map(
                sample ->
                    "sam local invoke %s --event %s %s"
                        .formatted(sample.function(), shellPath(sample.event()), samFiles))
            .toList();
    return new ServeGuide(
        stack,
        shellPath(files.writeEnvironment(stack.environment(), "./rollcall serve")),
        "./rollcall run %s --stack %s"
            .formatted(shellPath(home.resolve("events/graduating-patrons.json")), LocalStack.NAME),
        invokeCommands,
        endpoint.map(
            lambda ->
                "sam local start-lambda %s --port %d --warm-containers EAGER"
                    .formatted(samFiles, lambda.port())),
        template.jar(template.functions().get(0)));
  }

  /** A file's path, quoted for a command that is run in the current folder. */
  private static String shellPath(Path file) {
    Path currentFolder = Path.of("").toAbsolutePath();
    Path absoluteFile = file.toAbsolutePath().normalize();
    String path =
        absoluteFile.startsWith(currentFolder)
            ? currentFolder.relativize(absoluteFile).toString()
            : absoluteFile.toString();
    // A shell searches the PATH for a name without a slash.
    return Shell.quote(path.contains("/") ? path : "./" + path);
  }

  /** The note that the functions' jar does not exist; empty if it exists. */
  Optional<String> missingJarNote() {
    return Files.exists(jar)
        ? Optional.empty()
        : Optional.of(
            "sam local needs %s, which does not exist. To build it: mvn -pl functions -Dmaven.test.skip=true package"
                .formatted(jar));
  }

  /** The guide as lines of text. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("The stack is running at " + stack.services() + ", for this machine only.");
    lines.add("Press Ctrl-C to stop it. To run a job, in another terminal in this folder:");
    lines.add("");
    lines.add(". " + environmentFile);
    lines.add(runCommand);
    startLambda.ifPresent(
        command -> {
          lines.add("");
          lines.add("Before that, in a third terminal, start the functions (needs Docker):");
          lines.add("");
          lines.add(". " + environmentFile);
          lines.add(command);
        });
    lines.add("");
    lines.add("To run the functions in containers, in the order of a job (needs Docker):");
    lines.add("");
    lines.addAll(invokeCommands);
    return lines;
  }

  /** The guide as JSON. */
  JsonNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("stack", LocalStack.NAME);
    json.put("services", stack.services().toString());
    json.put("s3", stack.s3().toString());
    json.put("environment", environmentFile);
    json.put("run", runCommand);
    startLambda.ifPresent(command -> json.put("start_lambda", command));
    invokeCommands.forEach(json.putArray("invoke")::add);
    return json;
  }
}
