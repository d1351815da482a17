package org.rollcall.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Measures how long each handler takes to start in a new JVM. The arguments are the number of runs
 * and the packaged jars to compare. The runs of the jars alternate.
 */
public final class StartupBench {

  private static final List<String> HANDLERS =
      List.of(
          "PrepareJob",
          "UpdateUser",
          "NotifyUser",
          "ReportJob",
          "CheckCredential",
          "RecordDelivery",
          "StartJob");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME", "users",
          "BUCKET_NAME", "bucket",
          "PASSWORD_KEY_ID", "alias/key",
          "START_JOBS_ONLY_BY_IDENTITY", "false",
          "STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:jobs",
          "AWS_REGION", "us-east-1",
          "AWS_ACCESS_KEY_ID", "key",
          "AWS_SECRET_ACCESS_KEY", "secret");

  private StartupBench() {}

  public static void main(String[] args) throws Exception {
    int runs = Integer.parseInt(args[0]);
    List<String> jars = List.of(args).subList(1, args.length);
    Path classes = copyOfHandlerStart();
    for (String handler : HANDLERS) {
      List<List<Start>> starts = new ArrayList<>();
      jars.forEach(jar -> starts.add(new ArrayList<>()));
      for (int run = 0; run < runs; run++) {
        for (int i = 0; i < jars.size(); i++) {
          starts.get(i).add(start(classes + File.pathSeparator + jars.get(i), handler));
        }
      }
      for (int i = 0; i < jars.size(); i++) {
        System.out.printf(
            "%-16s %5d ms, CPU %5d ms  %s%n",
            handler,
            median(starts.get(i), Start::duration),
            median(starts.get(i), Start::cpu),
            jars.get(i));
      }
    }
  }

  /** The duration of one start, and the CPU time of its JVM, in milliseconds. */
  private record Start(long duration, long cpu) {}

  /** A folder with the class that the JVMs run, and without any other class. */
  private static Path copyOfHandlerStart() throws IOException {
    Path folder = Files.createTempDirectory("rollcall-startup");
    String name = HandlerStart.class.getName().replace('.', '/') + ".class";
    Path copy = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
    try (InputStream source = StartupBench.class.getResourceAsStream("/" + name)) {
      Files.copy(Objects.requireNonNull(source), copy);
    }
    return folder;
  }

  /** Starts a JVM with the options of Lambda's Java runtime. */
  private static Start start(String classPath, String handler)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                classPath,
                HandlerStart.class.getName(),
                "org.rollcall.lambda." + handler)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    java.environment().putAll(ENVIRONMENT);
    Process process = java.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(handler + " did not start");
    }
    String[] times = output.split(" ", 2);
    return new Start(Long.parseLong(times[0]), Long.parseLong(times[1]));
  }

  private static long median(List<Start> starts, ToLongFunction<Start> time) {
    return starts.stream().mapToLong(time).sorted().toArray()[starts.size() / 2];
  }
}
