package org.rollcall.local.stack;

import com.almworks.sqlite4java.SQLiteException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.credential.LinkTable;
import org.rollcall.user.store.UserItem;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * DynamoDB Local in this process, with the users' table in a file.
 *
 * <p>It is assembled from the parts of DynamoDB Local. The class {@code DynamoDBEmbedded} is not
 * used because it sends telemetry and does not allow changes to the settings of the file.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

  /** The name of the users' table. */
  public static final String TABLE = "rollcall-users";

  /** The name of the table of sign-in links. */
  public static final String LINK_TABLE = "rollcall-links";

  /** An upper bound of the size of SQLite's library for any operating system. */
  private static final int LIBRARY_BYTES = 2 << 20;

  /**
   * The items of a scan's page. Without a limit, DynamoDB Local reads the whole rest of the table
   * into memory for each page of 1 MB.
   */
  private static final int SCAN_PAGE_ITEMS = 250;

  /**
   * The loggers of the SQLite library, which would print to standard error. The references are kept
   * because java.util.logging discards loggers, with their settings, that are not referenced.
   */
  private static final List<Logger> SILENCED =
      List.of(
          Logger.getLogger("com.almworks.sqlite4java"),
          Logger.getLogger("com.almworks.sqlite4java.Internal"));

  private final LocalDBClient database;
  private final UsersDatabase access;
  private final DynamoDbClient client;

  private EmbeddedDynamoDb(LocalDBClient database, UsersDatabase access) {
    this.database = database;
    this.access = access;
    this.client = likeAnSdkClient(database.dynamoDbClient());
  }

  /** Opens or creates a database. */
  static EmbeddedDynamoDb start(Path file) {
    return start(file, true, new FileFaults());
  }

  /**
   * Opens the database.
   *
   * @param file the file of the database, in an existing folder. No other process may use it
   * @param isNew whether to create the file and the users' table if they do not exist
   * @param faults receives a failure of the file after it was opened
   * @throws DataFolderException if the file cannot be opened
   */
  public static EmbeddedDynamoDb start(Path file, boolean isNew, FileFaults faults) {
    SILENCED.forEach(logger -> logger.setUseParentHandlers(false));
    // DynamoDB Local formats numbers in SQL with the default locale, and SQLite cannot read them if
    // the locale has other digits, such as Arabic ones. Each call uses the locale of the process.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    requireTempSpace();
    try {
      SQLiteLibraryLoader.initialize();
      requireWritable(file, isNew);
      var access = new UsersDatabase(file.toFile(), faults);
      var started = new EmbeddedDynamoDb(new LocalDBClient(access, noJobs()), access);
      if (!started.hasTable(TABLE)) {
        if (!isNew) {
          started.close();
          throw missing(file, "does not contain the users");
        }
        started.createTable(TABLE, UserItem.KEY);
      }
      if (!started.hasTable(LINK_TABLE)) {
        started.createTable(LINK_TABLE, LinkTable.KEY);
      }
      return started;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataFolderException(
          e, DataFolderError.USERS_DATABASE_NOT_OPENED, file, "interrupted");
    } catch (DataFolderException e) {
      throw e;
    } catch (IOException e) {
      throw notOpened(e, file, FileFaults.reason(e));
    } catch (Exception e) {
      throw faults.failure().orElseGet(() -> notOpened(e, file, UsersDatabase.reason(e)));
    }
  }

  /**
   * DynamoDB Local looks for indexes, expired items and streams again and again, on threads of its
   * own. Rollcall has none of these, and all calls must be on the thread of the database.
   */
  private static JobsRegister noJobs() {
    var executor =
        new ThreadPoolExecutor(
            0,
            1,
            0,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.shutdown();
    return new JobsRegister(executor, false);
  }

  private static DataFolderException missing(Path file, String reason) {
    return new DataFolderException(DataFolderError.USERS_DATABASE_MISSING, file, reason);
  }

  private static DataFolderException notOpened(Exception e, Path file, String reason) {
    return FileFaults.diskFull(e, file)
        .orElseGet(
            () ->
                new DataFolderException(
                    e, DataFolderError.USERS_DATABASE_NOT_OPENED, file, reason));
  }

  /**
   * A thread-safe client. It calls the database without HTTP and without retries, and throws the
   * exceptions of the SDK.
   */
  public DynamoDbClient client() {
    return client;
  }

  /** Closes the database. All writes are in the file afterwards. */
  @Override
  public void close() {
    database.shutdown();
  }

  /**
   * Rewrites a database, so that its file contains no deleted data.
   *
   * @param file the file of a closed database
   * @throws DataFolderException if the file cannot be rewritten. No other data is lost
   */
  public static void compact(Path file) {
    try {
      UsersDatabase.compact(file.toFile());
    } catch (SQLiteException e) {
      throw new DataFolderException(
          e, DataFolderError.USERS_DATABASE_NOT_COMPACTED, file, UsersDatabase.reason(e));
    }
  }

  /**
   * Checks that SQLite's library can be extracted. If it cannot, DynamoDB Local prints a stack
   * trace.
   */
  private static void requireTempSpace() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path test = Files.createTempFile(folder, "rollcall-", ".part");
      try {
        Files.write(test, new byte[LIBRARY_BYTES]);
      } finally {
        Files.delete(test);
      }
    } catch (IOException e) {
      throw new FileFaults().failed(e, folder);
    }
  }

  /** Checks the file first, since DynamoDB Local retries for ever if it cannot open the file. */
  private static void requireWritable(Path file, boolean isNew)
      throws IOException, SQLiteException {
    if (isNew) {
      OwnerOnlyFiles.createFile(file);
    } else if (!Files.exists(file)) {
      throw missing(file, "is missing");
    } else if (Files.size(file) == 0) {
      throw missing(file, "is empty");
    }
    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
    UsersDatabase.requireOpenable(file.toFile());
  }

  private boolean hasTable(String name) {
    return client.listTables().tableNames().contains(name);
  }

  private void createTable(String name, String key) {
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName(key).keyType(KeyType.HASH).build()));
  }

  /**
   * DynamoDB Local throws one exception class for all errors; callers catch the SDK's classes. It
   * also calls no interceptors, so requests and units are counted here. If the file fails, the
   * client throws an {@link SdkClientException} whose cause is the {@link DataFolderException}.
   */
  private DynamoDbClient likeAnSdkClient(DynamoDbClient database) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) ->
                // A paginator calls this proxy for each page.
                method.getName().endsWith("Paginator")
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : call(database, method, arguments));
  }

  private static Object @Nullable [] withLimit(Object @Nullable [] arguments) {
    return arguments != null && arguments[0] instanceof ScanRequest scan && scan.limit() == null
        ? new Object[] {scan.toBuilder().limit(SCAN_PAGE_ITEMS).build()}
        : arguments;
  }

  /** The operation of a method, such as {@code UpdateItem}. */
  private static String operation(Method method) {
    String name = method.getName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private @Nullable Object call(
      DynamoDbClient database, Method method, Object @Nullable [] arguments) throws Throwable {
    InvocationUsage.current().addRequest("DynamoDb", operation(method));
    Object result;
    try {
      result = access.call(() -> method.invoke(database, withLimit(arguments)));
    } catch (ExecutionException e) {
      DataFolderException failure = access.failure();
      if (failure != null) {
        throw SdkClientException.create(String.valueOf(failure.getMessage()), failure);
      }
      Throwable error =
          e.getCause() instanceof InvocationTargetException thrown
              ? thrown.getTargetException()
              : e.getCause();
      if (error instanceof DynamoDBLocalServiceException untyped) {
        DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(untyped);
      }
      throw error;
    }
    if (result instanceof DynamoDbResponse response) {
      InvocationUsage.current().addUnits(response);
    }
    return result;
  }
}
