//! Tokens of SQL Server: the number of a page, counted from 0. The first page has none, so the second page's token is `1`. Not recorded:
//! from the provider's published source (`docs/http-api.md` §3).

use super::PositionError;

/// The token of a page.
pub fn write(number: u64) -> String {
    number.to_string()
}

/// The page that a token says, as .NET's `int.TryParse` reads it: white space around and a sign are fine.
///
/// # Errors
/// 400 for what is no number; 500 for a negative one, which the database refuses.
pub fn read(token: &str) -> Result<u64, PositionError> {
    let number: i32 = token.trim().parse().map_err(|_| PositionError {
        status: 400,
        message: format!("The continuation token '{token}' is invalid. (Parameter 'condition')"),
        exception_type: "System.ArgumentException",
    })?;
    u64::try_from(number).map_err(|_| {
        PositionError::failed(
            "Microsoft.Data.SqlClient.SqlException",
            "The offset specified in a OFFSET clause may not be negative.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_back() {
        assert_eq!(read(&write(7)), Ok(7));
        assert_eq!(read(" +7 "), Ok(7));
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert_eq!(read("eyJOZXh0").unwrap_err().status, 400);
        assert_eq!(read("99999999999").unwrap_err().status, 400);
        assert_eq!(read("-1").unwrap_err().status, 500);
    }
}
