package org.rollcall.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * Measures the time from the start of a process to the answer to its first invocation, for each
 * function of the packaged jar and for {@link BaselineFunction}, with AWS's runtime client, without
 * and with a class data archive. The arguments are the number of runs and the jar. The functions
 * alternate. The JVM of this process is used.
 */
public final class StartupBench {

  private static final String BASELINE = BaselineFunction.class.getName();

  /** The handlers, and the files with their events. */
  private static final Map<String, String> EVENTS = new LinkedHashMap<>();

  static {
    EVENTS.put(BASELINE, "check-credential.json");
    EVENTS.put("org.rollcall.lambda.PrepareJob", "prepare-job.json");
    EVENTS.put("org.rollcall.lambda.UpdateUser", "update-user.json");
    EVENTS.put("org.rollcall.lambda.NotifyUser", "notify-user.json");
    EVENTS.put("org.rollcall.lambda.ReportJob", "report-job.json");
    EVENTS.put("org.rollcall.lambda.CheckCredential", "check-credential.json");
    EVENTS.put("org.rollcall.lambda.RecordDelivery", "record-delivery-delivery.json");
    EVENTS.put("org.rollcall.lambda.StartJob", "start-job.json");
  }

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("TABLE_NAME", "users"),
          Map.entry("LINK_TABLE_NAME", "links"),
          Map.entry("BUCKET_NAME", "bucket"),
          Map.entry("PASSWORD_KEY_ID", "alias/key"),
          Map.entry("START_JOBS_ONLY_BY_IDENTITY", "false"),
          Map.entry("STATE_MACHINE_ARN", "arn:aws:states:us-east-1:123456789012:stateMachine:jobs"),
          Map.entry("AWS_REGION", "us-east-1"),
          Map.entry("AWS_ACCESS_KEY_ID", "key"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
          Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"),
          Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));

  private StartupBench() {}

  public static void main(String[] args) throws Exception {
    int runs = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("rollcall-startup");
    String classPath = classPath(args[1], baseline(folder));
    Map<String, List<Start>> plain = new LinkedHashMap<>();
    Map<String, List<Start>> archived = new LinkedHashMap<>();
    for (String handler : EVENTS.keySet()) {
      start(classPath, handler, "-XX:ArchiveClassesAtExit=" + archive(folder, handler));
    }
    for (int run = 0; run < runs; run++) {
      for (String handler : EVENTS.keySet()) {
        plain
            .computeIfAbsent(handler, key -> new ArrayList<>())
            .add(start(classPath, handler, "-Xshare:auto"));
        archived
            .computeIfAbsent(handler, key -> new ArrayList<>())
            .add(start(classPath, handler, "-XX:SharedArchiveFile=" + archive(folder, handler)));
      }
    }
    print(plain, archived);
  }

  private static Path archive(Path folder, String handler) {
    return folder.resolve(handler + ".jsa");
  }

  private static void print(Map<String, List<Start>> plain, Map<String, List<Start>> archived) {
    double baseline = median(plain.getOrDefault(BASELINE, List.of()), Start::duration);
    System.out.println("Java " + Runtime.version() + ", medians in ms");
    System.out.println(
        "| function | first answer | of baseline | CPU | with archive | of baseline |");
    System.out.println("|---|---|---|---|---|---|");
    for (String handler : plain.keySet()) {
      long without = median(plain.getOrDefault(handler, List.of()), Start::duration);
      long with = median(archived.getOrDefault(handler, List.of()), Start::duration);
      System.out.printf(
          "| %s | %d | %.2f | %d | %d | %.2f |%n",
          handler.replaceFirst(".*\\.", ""),
          without,
          without / baseline,
          median(plain.getOrDefault(handler, List.of()), Start::cpu),
          with,
          with / baseline);
    }
  }

  /** The duration until the first answer, and the CPU time of the process, in milliseconds. */
  private record Start(long duration, long cpu) {}

  /**
   * A jar with the baseline alone. The benchmarks' own jar refers to libraries of which one has a
   * folder in its class path, and the JVM writes no archive for folders.
   */
  private static String baseline(Path folder) throws IOException {
    Path jar = folder.resolve("baseline.jar");
    String name = BASELINE.replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      Objects.requireNonNull(in).transferTo(out);
    }
    return jar.toString();
  }

  /** AWS's runtime client, the jar, and the jar of the baseline. */
  private static String classPath(String jar, String baseline) {
    return Stream.concat(
            Stream.of(jar, baseline),
            Stream.of(
                    AWSLambda.class,
                    PojoSerializer.class,
                    Context.class,
                    SdkInternalThreadLocal.class)
                .map(StartupBench::jarOf)
                .distinct())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a JVM with the options of Lambda's Java runtime. It ends after its first invocation. */
  private static Start start(String classPath, String handler, String option) throws Exception {
    Path event = Path.of(System.getProperty("rollcall.home"), "events", EVENTS.get(handler));
    try (FakeLambda lambda = FakeLambda.start(Files.readAllBytes(event))) {
      ProcessBuilder java =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx512m",
              "-Xlog:disable",
              option,
              "-cp",
              classPath,
              AWSLambda.class.getName(),
              handler);
      java.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      java.environment().putAll(ENVIRONMENT);
      java.environment().put("_HANDLER", handler);
      java.environment().put("AWS_ENDPOINT_URL", "http://" + lambda.address());
      java.environment().put("AWS_ENDPOINT_URL_S3", "http://" + lambda.address());
      java.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
      long begin = System.nanoTime();
      Process process = java.start();
      long answered = lambda.answered().get(2, TimeUnit.MINUTES);
      Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
      process.destroy();
      process.waitFor();
      return new Start(Duration.ofNanos(answered - begin).toMillis(), cpu.toMillis());
    }
  }

  private static long median(List<Start> starts, ToLongFunction<Start> time) {
    return starts.stream().mapToLong(time).sorted().toArray()[starts.size() / 2];
  }
}
