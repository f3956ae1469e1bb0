"""What users ask of imports: preview, start, cancel, download refused rows."""
