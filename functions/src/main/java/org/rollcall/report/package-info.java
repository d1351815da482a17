/** The account a job gives of every member. */
@NullMarked
package org.rollcall.report;

import org.jspecify.annotations.NullMarked;
