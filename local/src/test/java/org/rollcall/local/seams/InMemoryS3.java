package org.rollcall.local.seams;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.job.Chunk;
import org.rollcall.json.Json;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * S3 with one bucket, in memory. It implements GetObject, PutObject, also of an object that must
 * not exist or must not have changed, and ListObjectsV2, with short pages. All other requests fail
 * with NotImplemented.
 */
final class InMemoryS3 implements InMemoryService {

  static final String BUCKET = "rollcall";

  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final String IF_MATCH = "If-Match";

  /** When every object was written. */
  private static final String WRITTEN = "<LastModified>2020-02-29T00:00:00.000Z</LastModified>";

  private static final int PAGE_SIZE = 7;
  private static final Set<String> LIST_PARAMETERS =
      Set.of("list-type", "prefix", "continuation-token", "encoding-type", "max-keys");

  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private int chunkSize = 1;

  /**
   * Replaces all objects.
   *
   * @param newChunkSize the members in each chunk of a job, so that small jobs have several chunks
   */
  synchronized void reset(Map<String, byte[]> content, int newChunkSize) {
    chunkSize = newChunkSize;
    objects.clear();
    objects.putAll(content);
  }

  synchronized Optional<byte[]> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** The keys that start with a prefix, sorted. */
  synchronized List<String> keys(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public synchronized Response handle(Request request) {
    SdkHttpRequest http = request.http();
    String path = http.encodedPath();
    String key = path.startsWith("/" + BUCKET + "/") ? decoded(path.substring(10)) : "";
    boolean isSupported = http.rawQueryParameters().isEmpty() && !isConditional(http);
    if (key.isEmpty() && http.rawQueryParameters().containsKey("list-type")) {
      return list(http);
    }
    return switch (http.method()) {
      case GET ->
          isSupported
              ? find(key)
                  .map(content -> new Response(200, "application/octet-stream", content))
                  .orElseGet(() -> error(404, "NoSuchKey"))
              : error(501, "NotImplemented");
      case PUT -> {
        if (!isSupported || http.firstMatchingHeader("Content-Encoding").isPresent()) {
          yield error(501, "NotImplemented");
        }
        if (!isConditionMet(http, find(key))) {
          yield error(412, "PreconditionFailed");
        }
        objects.put(key, key.endsWith("/chunks.json") ? regrouped(request.body()) : request.body());
        yield new Response(200, "application/xml", new byte[0]);
      }
      default -> error(501, "NotImplemented");
    };
  }

  /** The same members in chunks of the given size. */
  private byte[] regrouped(byte[] chunks) {
    List<String> members =
        Arrays.stream(Json.read(chunks, Chunk[].class))
            .flatMap(chunk -> chunk.members().stream())
            .toList();
    List<Chunk> regrouped = new ArrayList<>();
    for (int start = 0; start < members.size(); start += chunkSize) {
      int end = Math.min(start + chunkSize, members.size());
      regrouped.add(new Chunk(regrouped.size() + 1, members.subList(start, end)));
    }
    return Json.bytes(regrouped);
  }

  private static boolean isConditional(SdkHttpRequest http) {
    return http.headers().keySet().stream()
        .anyMatch(
            name ->
                name.startsWith("If-") && !name.equals(IF_NONE_MATCH) && !name.equals(IF_MATCH));
  }

  private static boolean isConditionMet(SdkHttpRequest http, Optional<byte[]> present) {
    boolean mustBeAbsent = http.firstMatchingHeader(IF_NONE_MATCH).isPresent();
    Optional<String> required = http.firstMatchingHeader(IF_MATCH);
    return mustBeAbsent
        ? present.isEmpty()
        : required.isEmpty() || required.equals(present.map(InMemoryS3::eTag));
  }

  /** The version of an object, which depends only on its content. */
  static String eTag(byte[] content) {
    return '"' + Integer.toHexString(Arrays.hashCode(content)) + '"';
  }

  private Response list(SdkHttpRequest http) {
    if (!LIST_PARAMETERS.containsAll(http.rawQueryParameters().keySet())) {
      return error(501, "NotImplemented");
    }
    String prefix = http.firstMatchingRawQueryParameter("prefix").orElse("");
    String after = http.firstMatchingRawQueryParameter("continuation-token").orElse("");
    List<String> keys =
        objects.keySet().stream()
            .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
            .limit(PAGE_SIZE + 1)
            .toList();
    boolean isTruncated = keys.size() > PAGE_SIZE;
    List<String> page = isTruncated ? keys.subList(0, PAGE_SIZE) : keys;
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    xml.append("<IsTruncated>").append(isTruncated).append("</IsTruncated>");
    if (isTruncated) {
      String token = page.get(PAGE_SIZE - 1);
      xml.append("<NextContinuationToken>").append(token).append("</NextContinuationToken>");
    }
    for (String key : page) {
      xml.append("<Contents><Key>").append(key).append("</Key>").append(WRITTEN);
      xml.append("</Contents>");
    }
    return Response.text(200, "application/xml", xml.append("</ListBucketResult>").toString());
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public Response throttled(Request request) {
    return error(503, "SlowDown");
  }

  @Override
  public Response serverError(Request request) {
    return error(500, "InternalError");
  }

  private static Response error(int status, String code) {
    return Response.text(
        status,
        "application/xml",
        "<Error><Code>" + code + "</Code><Message>an injected fault</Message></Error>");
  }
}
