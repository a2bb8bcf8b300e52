declare const something: string;
