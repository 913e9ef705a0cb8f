// The longest token wins; punctuators without blanks.
#include <stdio.h>

#define MINUS -
#define PLUS +

int main(void) {
    int a=5,b=3,*p=&a;
    printf("%d\n",a+++b);
    printf("%d\n",a---b);
    printf("%d\n",a- -b);
    printf("%d\n",a+ ++b);
    printf("%d\n",-MINUS a);
    printf("%d\n",a PLUS+b);
    printf("%d\n",a<<1>>1<=b?a&&b:a||b);
    printf("%d\n",a>b!=!b==0);
    a<<=2,b>>=1;a^=b;a|=1;a&=~2;a%=100;
    printf("%d %d\n",a,b);
    printf("%d\n",a/ *p);
    printf("%d %d\n",1?2:3?4:5,0x1f-017-'\17');
    return 0;
}
