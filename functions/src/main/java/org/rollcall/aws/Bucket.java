package org.rollcall.aws;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bucket that holds sets, letters and jobs. Downloads are checked for length and checksum. See
 * D-024. Every method throws {@link BucketException} if S3 fails.
 */
@UsesAwsSdk
public final class Bucket {

  /** The timeout of a call. A second attempt fits into it. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  /** The timeout of one attempt, in which a function reads or writes 100 MB. */
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(14);

  /**
   * What S3 answers to a conditional put of an object that another request has deleted, is writing,
   * or has written.
   */
  private static final Set<Integer> CONFLICTS = Set.of(404, 409, 412);

  /** The version of an object that is not in the bucket. No object has it. */
  private static final String NO_VERSION = "\"none\"";

  static final String TRUNCATED = "an object of S3 ended before its last byte";
  static final String NOT_READ = "an object of S3 could not be read";

  private final S3Client client;
  private final String name;

  /** Objects that are read instead of those in the bucket, by key. */
  private final NavigableMap<String, byte[]> overlay;

  public Bucket(S3Client client, String name) {
    this(client, name, Map.of());
  }

  private Bucket(S3Client client, String name, Map<String, byte[]> overlay) {
    this.client = client;
    this.name = name;
    this.overlay = new TreeMap<>(overlay);
  }

  /** This bucket as if it contained objects. They are not put; reading and listing finds them. */
  public Bucket overlaidWith(Map<String, byte[]> objects) {
    return new Bucket(client, name, objects);
  }

  /** The configuration that a client of S3 needs for this class. */
  public static ClientOverrideConfiguration clientConfiguration() {
    return ClientLimits.of(CALL_TIMEOUT, ATTEMPT_TIMEOUT).toBuilder()
        .addExecutionInterceptor(new ExpectHeaderRemoval())
        .build();
  }

  public String name() {
    return name;
  }

  /** An object's content; empty if the object does not exist. */
  public Optional<byte[]> get(String key) {
    return read(key, (content, version) -> content);
  }

  /**
   * Reads an object and its version; empty if the object does not exist.
   *
   * @param reader gets the content, and the version for {@link #putIfUnchanged}
   */
  public <T> Optional<T> read(String key, BiFunction<byte[], String, T> reader) {
    byte[] overlaid = overlay.get(key);
    return overlaid != null
        ? Optional.of(reader.apply(overlaid, NO_VERSION))
        : get(key, (object, body) -> reader.apply(readCompletely(object, body), object.eTag()));
  }

  /**
   * An object's content; empty if the object does not exist.
   *
   * @throws ObjectTooLargeException if it has more bytes than allowed; they are not read
   */
  public Optional<byte[]> get(String key, int maxBytes) throws ObjectTooLargeException {
    byte[] overlaid = overlay.get(key);
    if (overlaid != null) {
      if (overlaid.length > maxBytes) {
        throw new ObjectTooLargeException(maxBytes);
      }
      return Optional.of(overlaid);
    }
    Optional<Optional<byte[]>> content =
        get(
            key,
            (object, body) -> {
              if (object.contentLength() > maxBytes) {
                body.abort();
                return Optional.empty();
              }
              return Optional.of(readCompletely(object, body));
            });
    if (content.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(content.get().orElseThrow(() -> new ObjectTooLargeException(maxBytes)));
  }

  /**
   * An object's content as a stream of any length, which the caller closes; empty if the object
   * does not exist. Reading throws {@link BucketException} if the content is truncated or damaged.
   */
  public Optional<InputStream> open(String key) {
    return get(key, ResponseTransformer.toInputStream())
        .map(object -> new CheckedStream(object, object.response().contentLength()));
  }

  /** Requests the object's checksum, which the SDK compares if it knows the algorithm. */
  private <T> Optional<T> get(String key, ResponseTransformer<GetObjectResponse, T> reader) {
    return call(
        () -> {
          try {
            return Optional.of(
                client.getObject(
                    request -> request.bucket(name).key(key).checksumMode(ChecksumMode.ENABLED),
                    reader));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new BucketException(e);
    }
  }

  /**
   * All bytes of an object. If some are missing, the SDK retries: Java's HTTP client treats a
   * connection that closes early as the end of the object.
   */
  private static byte[] readCompletely(GetObjectResponse object, InputStream body) {
    try {
      byte[] content = body.readAllBytes();
      if (content.length != object.contentLength()) {
        throw RetryableException.create(TRUNCATED);
      }
      return content;
    } catch (IOException e) {
      throw RetryableException.create(NOT_READ, e);
    }
  }

  /**
   * Writes an object. An existing object is replaced.
   *
   * @param type the media type
   */
  public void put(String key, byte[] content, String type) {
    call(
        () ->
            client.putObject(
                request -> request.bucket(name).key(key).contentType(type),
                RequestBody.fromBytes(content)));
  }

  /**
   * Writes an object whose content is not in memory. An existing object is replaced.
   *
   * @param length the number of bytes
   * @param content opens the content; again for each attempt
   * @param type the media type
   */
  public void put(String key, long length, Supplier<InputStream> content, String type) {
    call(
        () ->
            client.putObject(
                request -> request.bucket(name).key(key).contentType(type),
                RequestBody.fromContentProvider(content::get, length, type)));
  }

  /**
   * Writes an object if no one else has written it meanwhile.
   *
   * @param type the media type
   * @param version the version that was read; empty if the object did not exist
   * @return whether it was written; false if the object has another version now. An attempt whose
   *     response was lost may have written it.
   */
  public boolean putIfUnchanged(String key, byte[] content, String type, Optional<String> version) {
    return call(
        () -> {
          try {
            client.putObject(
                request -> {
                  request.bucket(name).key(key).contentType(type);
                  version.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
                },
                RequestBody.fromBytes(content));
            return true;
          } catch (S3Exception e) {
            if (CONFLICTS.contains(e.statusCode())) {
              return false;
            }
            throw e;
          }
        });
  }

  /** Deletes an object, if it exists. */
  public void delete(String key) {
    call(() -> client.deleteObject(request -> request.bucket(name).key(key)));
  }

  /** The names of the folders in a folder, without slashes. */
  public List<String> folders(String folder) {
    return call(
        () ->
            client
                .listObjectsV2Paginator(
                    request -> request.bucket(name).prefix(folder).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(found -> found.prefix().substring(folder.length()).replaceFirst("/$", ""))
                .toList());
  }

  /** When each object was written whose key starts with a prefix. */
  public Map<String, Instant> writeTimes(String prefix) {
    return call(
        () -> objects(prefix).collect(Collectors.toMap(S3Object::key, S3Object::lastModified)));
  }

  private Stream<S3Object> objects(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix))
        .contents()
        .stream();
  }

  /** The keys that start with a prefix, in the order of their UTF-8 bytes. */
  public List<String> list(String prefix) {
    List<String> keys = call(() -> objects(prefix).map(S3Object::key).toList());
    if (overlay.isEmpty()) {
      return keys;
    }
    NavigableSet<String> all = new TreeSet<>(keys);
    overlay.keySet().stream().filter(key -> key.startsWith(prefix)).forEach(all::add);
    return List.copyOf(all);
  }
}
