package org.rollcall.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The least that a function with a table does: creates a client and reads one item. */
public final class BaselineFunction implements RequestStreamHandler {

  private final DynamoDbClient client =
      DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    in.readAllBytes();
    boolean found =
        client
            .getItem(
                get -> get.tableName("users").key(Map.of("primary_id", AttributeValue.fromS("a"))))
            .hasItem();
    out.write(Boolean.toString(found).getBytes(UTF_8));
  }
}
