package org.rollcall.cli.userfile;

import org.rollcall.error.ErrorCode;

/** Errors in files of users, and warnings about records that were read in part. */
public enum UserFileError implements ErrorCode {
  USER_FILE_EMPTY("the file is empty"),
  USER_FILE_UNKNOWN_FORMAT("the file contains no users: it is neither JSON nor XML"),
  USER_FILE_NOT_READABLE("the file cannot be read"),
  USER_FILE_IS_TABLE(
      "it is a table, not users: load reads users in Alma's JSON or XML. To select users by a table,"
          + " save it as .csv or .xlsx, and store it as a set: ./rollcall put sets/NAME.csv FILE"),
  USER_FILE_IS_WEB_PAGE(
      "it is a web page, not users; a download that needs a sign-in often gives the sign-in page"),
  USER_FILE_IS_ERROR("it is an error answer of Alma, not users: {message}"),
  USER_FILE_OTHER_KEYS(
      "it holds no users: its keys are {keys}; expected {\"user\": […]}, or the fields of a user"),

  RECORD_NOT_UTF8("the record is not UTF-8 text"),
  RECORD_NOT_JSON("the record is not valid JSON: {reason}"),
  RECORD_TOO_COMPLEX(
      "the record has a number of more than 1,000 digits, a name of more than 50,000 characters, or"
          + " values that are nested more than 1,000 levels deep"),
  RECORD_TOO_LONG("the record is larger than 1 MB"),
  JSON_INCOMPLETE("the JSON is incomplete: the end of a record or list is missing"),

  XML_INVALID("the XML is invalid: {reason}"),
  XML_OTHER_ROOT(
      "the file contains no users: the root element must be <users> or <user>, but is <{name}>"),
  XML_OTHER_ELEMENT("<{name}> is not a <user>"),
  XML_DOCTYPE("the XML has a DOCTYPE, which is not allowed because it can refer to other files"),
  XML_UNKNOWN_ENTITY("the XML uses an entity that is not predefined in XML"),
  XML_TOO_DEEP("the XML's elements are nested more than 1,000 levels deep"),
  XML_TOO_MANY_NAMES("the XML has more than 10,000 different names of elements and attributes"),
  XML_TOKEN_TOO_LONG("the XML has a tag, comment or processing instruction of more than 2 MB"),
  XML_WRONG_ENCODING("the text is not in the encoding that it declares, or not in UTF-8"),
  XML_UNKNOWN_ENCODING("the XML declares an unknown encoding"),
  XML_DUPLICATE_FIELD("the record has {name} twice, where it is allowed once"),
  XML_DATA_LEFT_OUT("these parts were omitted, because Rollcall has no field for them: {names}"),

  USER_NOT_EXPORTED("not exported, because load could not read the user back as stored: {reason}"),
  FIELDS_NOT_EXPORTED(
      "exported without {fields}, which XML cannot hold as stored; use --format json"),

  ZIP_EMPTY("the zip contains no files"),
  ZIP_TOO_MANY_FILES("the zip contains more than {limit} files"),
  ZIP_INVALID_NAME("the zip is damaged: a file name in it is not valid text"),
  COMPRESSED_TWICE("the file is compressed twice; decompress it and load its contents"),
  COMPRESSION_INCOMPLETE("the compressed file is damaged: it ends too early"),
  COMPRESSION_INVALID(
      "the compressed file is damaged, or its compression is not supported ({reason})"),
  DECOMPRESSED_TOO_LARGE(
      "the file decompresses to more than 4 GB, or to more than 200 times its size");

  private final String template;

  UserFileError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
