package org.rollcall.local.packaged;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.rollcall.local.packaged.StackTemplate.Function;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function of the packaged jar in a separate process, as in Lambda. The jar is unpacked into the
 * working folder. The class path contains only AWS's runtime client. The environment contains only
 * the variables of Lambda and of the template.
 */
public final class PackagedFunction implements AutoCloseable {

  /** The class path of AWS's runtime for Java. */
  private static final String RUNTIME =
      Stream.of(AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
          .map(PackagedFunction::jarOf)
          .distinct()
          .collect(Collectors.joining(File.pathSeparator));

  private static final long TIMEOUT_MINUTES = 5;

  private final RuntimeApi api;
  private final Process process;
  private final Path output;

  private PackagedFunction(RuntimeApi api, Process process, Path output) {
    this.api = api;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a function.
   *
   * @param task the folder with the unpacked jar
   * @param environment the variables of the function, without Lambda's own
   */
  public static PackagedFunction start(
      Jdk jdk, Function function, Path task, Map<String, String> environment) {
    RuntimeApi api = RuntimeApi.start();
    try {
      Path output = Files.createTempFile(function.name(), ".log");
      ProcessBuilder builder =
          new ProcessBuilder(
                  jdk.command(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                  "-cp",
                  RUNTIME,
                  AWSLambda.class.getName(),
                  function.handler())
              .directory(task.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(lambdaVariables(function, task));
      builder.environment().putAll(environment);
      builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      return new PackagedFunction(api, builder.start(), output);
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks a function's code, as Lambda does before it starts a process. */
  public static void unpack(Path jar, Path task) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Path target = task.resolve(entry.getName()).normalize();
        if (entry.isDirectory() || !target.startsWith(task)) {
          continue;
        }
        Files.createDirectories(requireNonNull(target.getParent()));
        try (InputStream content = zip.getInputStream(entry)) {
          Files.copy(content, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The variables that Lambda sets. */
  private static Map<String, String> lambdaVariables(Function function, Path task) {
    return Map.of(
        "_HANDLER", function.handler(),
        "AWS_REGION", "us-east-1",
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_LAMBDA_FUNCTION_NAME", function.name(),
        "AWS_LAMBDA_FUNCTION_VERSION", "1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()),
        "AWS_LAMBDA_LOG_FORMAT", "JSON",
        "LAMBDA_TASK_ROOT", task.toString(),
        "LANG", "en_US.UTF-8",
        "TZ", ":UTC");
  }

  /**
   * Invokes the function and waits for the result.
   *
   * @throws AssertionError with the output of the process if there is no result
   */
  public InvocationResult invoke(byte[] event) {
    try {
      return api.invoke(event)
          .applyToEither(
              process.onExit().thenApply(PackagedFunction::throwEnded), UnaryOperator.identity())
          .get(TIMEOUT_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getMessage() + "\n" + log(), e);
    } catch (TimeoutException e) {
      throw new AssertionError("the function does not respond\n" + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static InvocationResult throwEnded(Process ended) {
    throw new AssertionError("the function's process has ended with " + ended.exitValue());
  }

  /** The output of the process so far. */
  public String log() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
    try {
      process.waitFor();
      Files.deleteIfExists(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
