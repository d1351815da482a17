package org.rollcall.change;

import static org.rollcall.change.JsonGenerators.list;
import static org.rollcall.change.JsonGenerators.object;
import static org.rollcall.change.JsonGenerators.oneOf;
import static org.rollcall.change.JsonGenerators.optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates records in all forms that Rollcall accepts, some of them with an invalid field. */
public final class RandomRecords implements ArbitrarySupplier<String> {

  @Override
  public Arbitrary<String> get() {
    return Arbitraries.frequencyOf(Tuple.of(4, valid()), Tuple.of(1, invalid())).withoutEdgeCases();
  }

  private static Arbitrary<String> valid() {
    return object(
        oneOf("primary_id: 's1'"),
        oneOf(
            "account_type: {value: 'EXTERNAL'}, external_id: 'SIS'",
            "account_type: 'EXTERNAL'",
            "account_type: {value: 'INTERNAL'}",
            "account_type: {value: 'INTEXTAUTH'}"),
        oneOf("", "user_group: 'UG'", "user_group: {value: 'PG', desc: 'x'}"),
        oneOf("", "status: 'INACTIVE'", "status: {value: 'ACTIVE'}"),
        oneOf("", "campus_code: {value: '', desc: ''}", "campus_code: {value: 'UG', desc: 'x'}"),
        oneOf("", "job_category: ''", "job_category: 'NEW'"),
        oneOf("", "job_description: ''", "job_description: 'UG'"),
        oneOf("", "force_password_change: ''", "force_password_change: 'TRUE'"),
        day("expiry_date"),
        day("purge_date"),
        contact(),
        optional(list("user_role", 0, role())),
        optional(list("user_block", 0, block())),
        optional(list("user_note", 0, note())),
        optional(list("user_statistic", 0, statistic())),
        optional(list("rs_library", 0, object(oneOf("", "code: 'MAIN'", "code: {value: 'LAW'}")))),
        optional(list("library_notice", 0, notice())),
        oneOf("x: [{segment_type: 'External'}], n: null"));
  }

  /** A record with an additional invalid field, which replaces an earlier one of the same name. */
  private static Arbitrary<String> invalid() {
    return Combinators.combine(
            valid(),
            oneOf(
                "account_type",
                "external_id",
                "user_group",
                "campus_code",
                "job_description",
                "force_password_change",
                "expiry_date",
                "contact_info",
                "user_role",
                "user_block",
                "user_note",
                "user_statistic",
                "rs_library",
                "library_notice"),
            oneOf(
                "null",
                "'x'",
                "5",
                "true",
                "{}",
                "[]",
                "[null]",
                "['x']",
                "[[]]",
                "[{role_type: [], note_type: {}, code: {value: {}}, parameter: 'x'}]",
                "[{expiry_date: 'soon', created_date: 5}]"))
        .as(
            (user, field, value) ->
                user.substring(0, user.length() - 1) + ", " + field + ": " + value + "}");
  }

  private static Arbitrary<String> contact() {
    return object(
            list(
                "email",
                0,
                object(
                    oneOf(
                        "",
                        "email_address: 'a@old.edu'",
                        "email_address: 'A@Old.edu '",
                        "email_address: 'b@example.edu'",
                        "email_address: 5"),
                    oneOf("", "preferred: true", "preferred: false"),
                    segment())),
            list(
                "phone",
                0,
                object(
                    oneOf("phone_number: '1'", "phone_number: '2'"),
                    oneOf("", "preferred_sms: true", "preferred_sms: false"),
                    segment())))
        .map(contact -> "contact_info: " + contact);
  }

  private static Arbitrary<String> role() {
    return object(
        oneOf("", "role_type: '200'", "role_type: {value: '21'}"),
        oneOf("", "scope: {value: '01RC_INST'}", "scope: 'MAIN'"),
        oneOf("", "status: {value: 'ACTIVE'}", "status: {value: 'INACTIVE'}"),
        day("expiry_date"),
        oneOf(
            "",
            "parameter: []",
            "parameter: [{type: 'A', value: '1'}]",
            "parameter: [{type: {value: 'B'}, value: '2'}, {type: 'A', value: '1'}]"));
  }

  private static Arbitrary<String> block() {
    return object(
        oneOf("", "block_type: {value: 'GENERAL'}", "block_type: 'LOAN'"),
        oneOf("block_description: '02-GLOBAL'", "block_description: {value: '03-LOAN'}"),
        oneOf(
            "",
            "block_status: 'ACTIVE'",
            "block_status: 'Inactive'",
            "block_status: {value: 'ACTIVE'}"),
        oneOf("", "block_note: 'n'"),
        day("expiry_date"),
        segment());
  }

  private static Arbitrary<String> note() {
    return object(
        oneOf("", "note_type: {value: 'GENERAL'}", "note_type: 'BARCODE'"),
        oneOf("", "note_text: 'Locker 7'", "note_text: 'Card lost'", "note_text: null"),
        oneOf("", "created_date: '2020-02-29T09:30:00Z'", "created_date: '2026-11-22Z'"),
        segment());
  }

  private static Arbitrary<String> statistic() {
    return object(
        oneOf("", "statistic_category: {value: 'AL'}", "statistic_category: 'UG'"),
        oneOf("", "statistic_note: 'a'", "statistic_note: ''"),
        segment());
  }

  private static Arbitrary<String> notice() {
    return object(
        oneOf("", "code: {value: 'Loans', desc: 'x'}", "code: 'Fines'"),
        oneOf("", "value: 'true'", "value: 'false'", "value: false"));
  }

  /** A field with a date. */
  private static Arbitrary<String> day(String key) {
    return oneOf(
            "''", "null", "'2020-02-29Z'", "'2026-11-22Z'", "'2027-06-30'", "'2028-02-29+01:00'")
        .map(date -> key + ": " + date);
  }

  private static Arbitrary<String> segment() {
    return oneOf(
        "",
        "segment_type: 'External'",
        "segment_type: 'Internal'",
        "segment_type: ''",
        "segment_type: null");
  }
}
