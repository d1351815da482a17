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
 * S3 with one bucket, in memory: GetObject, PutObject and ListObjectsV2, whose pages are short so
 * that there are several. What it does not know it refuses.
 */
final class Objects implements Service {

  static final String BUCKET = "rollcall";

  private static final int PAGE = 7;
  private static final Set<String> LIST =
      Set.of("list-type", "prefix", "continuation-token", "encoding-type", "max-keys");

  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private int chunkSize = 1;

  /**
   * Begins anew.
   *
   * @param membersOfAChunk how many members a job's chunks have, which has too few for more than
   *     one
   */
  synchronized void reset(Map<String, byte[]> content, int membersOfAChunk) {
    chunkSize = membersOfAChunk;
    objects.clear();
    objects.putAll(content);
  }

  synchronized Optional<byte[]> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public synchronized Answer answer(Request request) {
    SdkHttpRequest http = request.http();
    String path = http.encodedPath();
    String key = path.startsWith("/" + BUCKET + "/") ? decoded(path.substring(10)) : "";
    boolean isPlain = http.rawQueryParameters().isEmpty() && !isConditional(http);
    if (key.isEmpty() && http.rawQueryParameters().containsKey("list-type")) {
      return list(http);
    }
    return switch (http.method()) {
      case GET ->
          isPlain
              ? find(key)
                  .map(content -> new Answer(200, "application/octet-stream", content))
                  .orElseGet(() -> error(404, "NoSuchKey"))
              : error(501, "NotImplemented");
      case PUT -> {
        if (!isPlain || http.firstMatchingHeader("Content-Encoding").isPresent()) {
          yield error(501, "NotImplemented");
        }
        objects.put(key, key.endsWith("/chunks.json") ? regrouped(request.body()) : request.body());
        yield new Answer(200, "application/xml", new byte[0]);
      }
      default -> error(501, "NotImplemented");
    };
  }

  /** Chunks as large as if there were thousands of members. */
  private byte[] regrouped(byte[] chunks) {
    List<String> members =
        Arrays.stream(Json.read(chunks, Chunk[].class))
            .flatMap(chunk -> chunk.members().stream())
            .toList();
    List<Chunk> larger = new ArrayList<>();
    for (int start = 0; start < members.size(); start += chunkSize) {
      int end = Math.min(start + chunkSize, members.size());
      larger.add(new Chunk(larger.size() + 1, members.subList(start, end)));
    }
    return Json.bytes(larger);
  }

  private static boolean isConditional(SdkHttpRequest http) {
    return http.headers().keySet().stream().anyMatch(name -> name.startsWith("If-"));
  }

  private Answer list(SdkHttpRequest http) {
    if (!LIST.containsAll(http.rawQueryParameters().keySet())) {
      return error(501, "NotImplemented");
    }
    String prefix = http.firstMatchingRawQueryParameter("prefix").orElse("");
    String after = http.firstMatchingRawQueryParameter("continuation-token").orElse("");
    List<String> keys =
        objects.keySet().stream()
            .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
            .limit(PAGE + 1)
            .toList();
    boolean isCut = keys.size() > PAGE;
    List<String> page = isCut ? keys.subList(0, PAGE) : keys;
    StringBuilder xml = new StringBuilder("<ListBucketResult>");
    xml.append("<IsTruncated>").append(isCut).append("</IsTruncated>");
    if (isCut) {
      String token = page.get(PAGE - 1);
      xml.append("<NextContinuationToken>").append(token).append("</NextContinuationToken>");
    }
    for (String key : page) {
      xml.append("<Contents><Key>").append(key).append("</Key></Contents>");
    }
    return Answer.text(200, "application/xml", xml.append("</ListBucketResult>").toString());
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public Answer throttled(Request request) {
    return error(503, "SlowDown");
  }

  @Override
  public Answer broken(Request request) {
    return error(500, "InternalError");
  }

  private static Answer error(int status, String code) {
    return Answer.text(
        status,
        "application/xml",
        "<Error><Code>" + code + "</Code><Message>a fault of the test's</Message></Error>");
  }
}
