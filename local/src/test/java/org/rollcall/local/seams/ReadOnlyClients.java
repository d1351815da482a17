package org.rollcall.local.seams;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rollcall.RecordCopy;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * Clients of the SDK that throw at every call that may write: each call of DynamoDB and SES that is
 * not one of the known reads, and each call of KMS.
 */
final class ReadOnlyClients {

  private static final Set<String> TABLE_READS = Set.of("batchGetItem", "scanPaginator");
  private static final Set<String> MAIL_READS =
      Set.of("getSendQuota", "getIdentityVerificationAttributes");

  private final List<String> refused = new ArrayList<>();

  /** The names of the refused calls. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** A wiring with such clients of DynamoDB, SES and KMS. */
  Wiring of(Wiring wiring) {
    return withoutKeys(withoutMail(withoutWrites(wiring)));
  }

  /** A wiring with such a client of DynamoDB. */
  Wiring withoutWrites(Wiring wiring) {
    return RecordCopy.with(
        wiring, "dynamoDb", client(DynamoDbClient.class, wiring.dynamoDb(), TABLE_READS));
  }

  /** A wiring with such a client of SES. */
  Wiring withoutMail(Wiring wiring) {
    return RecordCopy.with(wiring, "ses", client(SesClient.class, wiring.ses(), MAIL_READS));
  }

  /** A wiring with such a client of KMS. */
  Wiring withoutKeys(Wiring wiring) {
    return RecordCopy.with(wiring, "kms", client(KmsClient.class, wiring.kms(), Set.of()));
  }

  private <T> T client(Class<T> type, T client, Set<String> allowed) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (!allowed.contains(method.getName())) {
                refused.add(method.getName());
                throw new UnsupportedOperationException(method.getName());
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }
}
